"""Resolving a title: the one that the paper means wins, and bisecting finds what comparing all would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.article import LinkKind
from index.links import resolve
from index.links.resolve import WANTED, Namesakes, Peer, Resolution, by_url, day_number, likeness

HOLDER = Peer(1, "Gazette", 20121014, True)
LISTED, INLINE = LinkKind.LISTED, LinkKind.INLINE


def found(*peers: Peer, holder: Peer = HOLDER, kind: LinkKind = LISTED, url: bool = False) -> Resolution:
    return Namesakes(peers).resolve(holder, kind, url)


def test_a_headline_borne_once_is_nearly_certain() -> None:
    assert found(Peer(2, "Courier", 20100101, False)) == Resolution(2, "headline", resolve.UNIQUE, None)


def test_an_article_never_links_to_itself() -> None:
    assert found(HOLDER) == WANTED
    assert by_url(1, 1) == WANTED
    assert found(HOLDER, Peer(2, "Courier", 0, False)).target == 2


def test_the_own_paper_beats_a_nearer_date() -> None:
    near, own = Peer(2, "Courier", 20121013, False), Peer(3, " gazette", 20100101, False)
    assert found(near, own) == Resolution(3, "headline", resolve.SAME_SOURCE, 2)


def test_within_a_paper_the_nearest_date_wins_and_the_next_is_kept() -> None:
    peers = [
        Peer(2, "Gazette", 20120901, False),
        Peer(3, "Gazette", 20121001, False),
        Peer(4, "Gazette", 0, False),
    ]
    assert found(*peers) == Resolution(3, "headline", resolve.NEAREST, 2)


def test_what_nothing_tells_apart_is_a_guess_at_the_earlier_one() -> None:
    one, other = Peer(9, "Gazette", 20121013, False), Peer(2, "Gazette", 20121013, False)
    guess = found(one, other)
    assert guess == Resolution(2, "headline", resolve.GUESS, 9)
    assert guess.settled() == Resolution(None, "headline", resolve.GUESS, 2), "it stays wanted"


def test_what_came_before_is_nearer_than_what_came_after() -> None:
    before, after = Peer(9, "Gazette", 20121012, False), Peer(2, "Gazette", 20121015, False)
    assert found(after, before) == Resolution(9, "headline", resolve.NEAREST, 2)


def test_undated_articles_are_chosen_last() -> None:
    assert found(Peer(2, "Gazette", 0, False), Peer(3, "Gazette", 19700101, False)).target == 3


def test_an_undated_holder_gets_a_guess() -> None:
    resolution = found(
        Peer(2, "Gazette", 20000101, False),
        Peer(3, "Gazette", 19900101, False),
        holder=Peer(1, "Gazette", 0, False),
    )
    assert resolution == Resolution(3, "headline", resolve.GUESS, 2)


def test_a_listed_title_finds_a_page_that_has_moved_with_less_confidence() -> None:
    moved = Peer(2, "Gazette", 20121001, True)
    assert found(moved, url=True).confidence == resolve.UNIQUE * resolve.OTHER_URL
    assert found(moved._replace(url=False), url=True).confidence == resolve.UNIQUE


def test_the_words_of_an_inline_link_do_not_outweigh_its_url() -> None:
    other_page, pageless = Peer(2, "Gazette", 20121001, True), Peer(3, "Courier", 20100101, False)
    assert found(other_page, kind=INLINE, url=True) == WANTED
    assert found(other_page, pageless, kind=INLINE, url=True).target == 3
    assert found(other_page, kind=INLINE, url=False).target == 2


peers_of_a_headline = st.lists(
    st.tuples(
        st.integers(1, 40),
        st.sampled_from(["Gazette", "Courier", ""]),
        st.sampled_from([0, 20120000, 20121000, 20121012, 20121014, 20121014, 20121016, 20130101]),
        st.booleans(),
    ).map(lambda values: Peer(*values)),
    unique_by=lambda peer: peer.id,
    max_size=30,
)
holders = st.builds(
    Peer,
    st.integers(1, 40),
    st.sampled_from(["Gazette", "Coast Wire"]),
    st.sampled_from([0, 20121014, 20120000]),
    st.booleans(),
)


def compared_one_by_one(peers: list[Peer], holder: Peer) -> tuple[int | None, int | None]:
    """The rule of the module's docstring, spelled out: paper, distance in days, the earlier one, the id."""

    def rank(peer: Peer) -> tuple[bool, int, int, int]:
        dated = peer.day and holder.day
        days = day_number(holder.day) - day_number(peer.day)
        distance = (days if days >= 0 else -3 * days) if dated else 10**9
        return peer.source != holder.source, distance, day_number(peer.day), peer.id

    ranked = [peer.id for peer in sorted((peer for peer in peers if peer.id != holder.id), key=rank)]
    return (*ranked, None, None)[:2]  # type: ignore[return-value]


@given(peers_of_a_headline, holders)
def test_bisecting_finds_the_best_and_the_next_best_of_all(peers: list[Peer], holder: Peer) -> None:
    resolution = found(*peers, holder=holder)
    assert (resolution.target, resolution.runner_up) == compared_one_by_one(peers, holder)


@given(st.permutations(range(6)), holders)
def test_the_order_of_the_articles_does_not_matter(order: list[int], holder: Peer) -> None:
    peers = [Peer(50 + number, "Gazette", 20121010 + number % 3, bool(number % 2)) for number in range(6)]
    assert found(*(peers[place] for place in order), holder=holder) == found(*peers, holder=holder)


@given(st.integers(0, 99999999))
def test_any_eight_digits_are_a_day(day: int) -> None:
    assert day_number(day) >= 0


def test_a_month_and_a_year_stand_for_their_middle() -> None:
    assert day_number(20121000) == day_number(20121015)
    assert day_number(20120000) == day_number(20120701)
    assert day_number(20121014) - day_number(20120930) == 14


def test_likeness_follows_shared_words_and_letters() -> None:
    title = "Jamaica, RusAl Make Pact"
    assert likeness(title, "Jamaica, Rusal make pact") == 1
    assert 1 > likeness(title, "RusAl and Jamaica Make a Pact") > likeness(title, "RusAl Looks East") > 0
    assert likeness(title, "Wheat Up") < 0.25
    assert likeness(title, "") == likeness("—", "—") == 0


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_a_share(title: str, headline: str) -> None:
    assert 0 <= likeness(title, headline) <= 1
