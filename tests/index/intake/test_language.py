"""The guess of a language is right or silent."""

from __future__ import annotations

import pytest

from index.intake.language import guess

TEXTS = {
    "en": "The council of Holm Sound voted on the bridge, and it was said that the tide was to blame.",
    "fr": "Le conseil de la ville a voté pour le pont hier, et il est dit que les pêcheurs sont contre.",
    "de": "Der Rat der Stadt hat für die Brücke gestimmt, und es wurde gesagt, dass das Meer nicht wartet.",
    "es": "El consejo de la ciudad votó ayer por el puente, y se dijo que los pescadores no están con él.",
    "it": "Il consiglio della città ha votato per il ponte, e si dice che i pescatori non sono contenti.",
    "nl": "De raad van de stad heeft voor de brug gestemd, en het is niet zeker dat de boot nog vaart.",
    "ru": "Городской совет вчера проголосовал за мост, и, как было сказано, рыбаки не рады, но это не всё.",
    "ja": "港町の橋は九年遅れて開通した。市議会は火曜日に発表した。",
    "zh": "港口城市的桥梁晚了九年才通车。市议会周二宣布。",
    "he": "מועצת העיר הצביעה אתמול בעד הגשר, והדייגים אינם שמחים",
    "el": "Το δημοτικό συμβούλιο ψήφισε χθες για τη γέφυρα",
}


@pytest.mark.parametrize("language", TEXTS)
def test_running_text_is_known(language: str) -> None:
    assert guess(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text", ["", "Shr 10 cts vs 9", "RusAl", "Hội đồng thành phố đã bỏ phiếu cho cây cầu hôm qua."]
)
def test_what_is_not_known_is_left_open(text: str) -> None:
    assert guess(text) == ""
