# Woorden op elke pagina, grafiek en papier.
product = Polsslag
people = { $count ->
    [one] { $count } persoon
   *[other] { $count } personen
}
or-lower = { $value } of lager
or-higher = { $value } of hoger
or-more = { $value } of meer
about-percent = ongeveer { $value }%
under-fifteen-percent = minder dan 15%
eighty-five-percent-or-more = 85% of meer
hidden = te weinig antwoorden
hidden-why = Minder dan { $threshold } antwoorden, of zo weinig dat ze uit andere afdelingen zijn terug te rekenen: nergens getoond, zodat niemand erin te vinden is.
organisation = Hele organisatie
language-name = Nederlands
wave = Ronde
unit = Afdeling
units = Afdelingen
items = Uitspraken
score = Score
interval = Bandbreedte
answers = Antwoorden
close-date = Sluit op
back-to-overview = Alle afdelingen
month-or-before = { $month } of eerder
pages = Pagina’s
pages-shown = { $from }–{ $to } van { $of }
pages-previous = Vorige
pages-next = Volgende
rooms = Onderdelen
error-onward = Naar het begin
case-bullying = Pesten
case-intimidation = Intimidatie en machtsmisbruik
case-aggression = Agressie en geweld
case-discrimination = Discriminatie
case-sexual-harassment = Seksuele intimidatie
case-integrity = Integriteit: een vermoeden van een misstand
case-conflict = Conflict op het werk
case-other = Iets anders
case-fewer = minder dan { $value }
