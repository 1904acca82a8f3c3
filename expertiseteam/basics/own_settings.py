"""The settings of one's own window and those of an organisation: what no team decides. Part of `settings.SETTINGS`.

They hold before a dossier is open, and only these an organisation may tighten.
"""

from __future__ import annotations

from expertiseteam.basics.setting import Setting, Tighter, Where

_WINDOW, _PASSPHRASE, _FILES = "Dit venster", "Wachtzin", "Bestanden"

OWN_SETTINGS: tuple[Setting, ...] = (
    Setting(
        "look",
        Where.COMPUTER,
        _WINDOW,
        "Kleuren",
        "zoals de computer",
        "Het programma volgt uw computer.",
        row="ui.md, part C",
        choices=("licht", "donker", "zoals de computer"),
    ),
    Setting(
        "scale",
        Where.COMPUTER,
        _WINDOW,
        "Grootte van de letters",
        "100",
        "Zoals het programma getekend is.",
        row="ui.md, part C",
        unit="procent",
        choices=("100", "115", "130"),
    ),
    Setting(
        "idle_minutes",
        Where.COMPUTER,
        _WINDOW,
        "Vergrendelen na hoeveel minuten stilte",
        10,
        "Lang genoeg om na te denken, kort genoeg om weg te lopen.",
        row="quality.md, row S6; the number is ours",
        least=1,
        most=120,
        unit="minuten",
        policy="vergrendelen_na_minuten",
        tighter=Tighter.LOWER,
    ),
    Setting(
        "names_hidden",
        Where.COMPUTER,
        _WINDOW,
        "Namen van bewoners verbergen zodra het dossier opengaat",
        False,
        "Handig op een balie of in de trein. Ctrl+Shift+N toont ze.",
        row="design.md, section 6",
        policy="namen_verborgen",
        tighter=Tighter.YES,
    ),
    Setting(
        "passphrase_words",
        Where.ORGANISATION,
        _PASSPHRASE,
        "Een nieuwe wachtzin heeft minstens zoveel woorden",
        0,
        "Zonder beleid zijn vijf woorden of 15 tekens genoeg.",
        row="design.md, section 5",
        least=5,
        most=10,
        unit="woorden",
        policy="wachtzin_woorden",
        tighter=Tighter.HIGHER,
    ),
    Setting(
        "passphrase_characters",
        Where.ORGANISATION,
        _PASSPHRASE,
        "Een nieuwe wachtzin heeft minstens zoveel tekens",
        0,
        "Zonder beleid zijn vijf woorden of 15 tekens genoeg.",
        row="design.md, section 5",
        least=15,
        most=60,
        unit="tekens",
        policy="wachtzin_tekens",
        tighter=Tighter.HIGHER,
    ),
    Setting(
        "second_place_required",
        Where.ORGANISATION,
        _FILES,
        "Een tweede plek voor reservekopieën is verplicht",
        False,
        "Zonder beleid raadt het programma een tweede plek aan.",
        row="storage.md; the choice is ours",
        policy="tweede_reservekopie",
        tighter=Tighter.YES,
    ),
    Setting(
        "save_files",
        Where.ORGANISATION,
        _FILES,
        "Papier en het logboek mogen als bestand worden opgeslagen",
        True,
        "Notulen moeten naar partners. Een opgeslagen bestand is niet versleuteld.",
        row="the choice is ours",
        policy="opslaan_als_bestand",
        tighter=Tighter.NO,
    ),
)
OWN_BY_KEY = {setting.key: setting for setting in OWN_SETTINGS}
