# De woorden in, boven en onder de grafieken.
chart-nothing-yet = Nog geen resultaten
chart-points = { $count ->
    [one] 1 punt
   *[other] { $count } punten
}
chart-units = { $count ->
    [one] 1 afdeling
   *[other] { $count } afdelingen
}
chart-teams = { $count ->
    [one] 1 team
   *[other] { $count } teams
}
chart-percent = { $value }%
chart-under-fifteen = <15%
chart-range = 95%: { $low } tot { $high }
chart-answers = antwoorden per ronde, nieuwste { $range }
chart-answers-earlier = antwoorden per ronde, laatst getoond: { $range } ({ $month })
chart-answered = { $range } mensen antwoordden
chart-unfavourable = ongunstig
chart-between = ertussenin
chart-favourable = gunstig
chart-hatched = gearceerd: te weinig antwoorden
chart-reference = acht van de tien teams

# Titels: wat een statistiek vond, en niet meer.
chart-finding-none = { $unit }: nog geen cijfers
chart-finding-absent = { $unit }: bestond niet in { $month }
chart-finding-hidden = { $unit }: te weinig antwoorden in { $month }
chart-finding-first = { $unit }: eerste cijfer, in { $month }
chart-finding-newest = { $unit }: { $value } in { $month }
chart-finding-steady = { $unit }: { $value } in { $month }; geen duidelijk verschil met { $since }
chart-finding-lower = { $unit }: { $value } in { $month }, { $size } lager dan in { $since } (95%: { $low } tot { $high })
chart-finding-higher = { $unit }: { $value } in { $month }, { $size } hoger dan in { $since } (95%: { $low } tot { $high })
chart-finding-lasting-lower = { $unit }: lijkt ongeveer { $size } lager sinds { $since } (waarschijnlijk { $low } tot { $high })
chart-finding-lasting-higher = { $unit }: lijkt ongeveer { $size } hoger sinds { $since } (waarschijnlijk { $low } tot { $high })
chart-subtitle = { $index }, op een schaal van 0 tot 100, { $first } tot en met { $last }
chart-subtitle-one = { $index }, op een schaal van 0 tot 100, { $month }
chart-subtitle-none = { $index }, op een schaal van 0 tot 100

# Het verloop.
chart-trend-waves =
    Lijngrafiek, { $count ->
        [one] 1 ronde
       *[other] { $count } rondes
    }.
chart-trend-newest = Nieuwste cijfer: { $value } in { $month }, met een bandbreedte (95%) van { $range }, uit { $answered } antwoorden.
chart-trend-spread = Laagste getoonde cijfer: { $lowest }; hoogste: { $highest }.
chart-trend-level = Elk getoond cijfer is { $value }.
chart-trend-no-figure = Er wordt geen cijfer getoond.
chart-trend-reference = In de grijze band liggen de middelste acht van de tien teams: { $low } tot { $high } in { $month }.
chart-trend-hidden = { $count ->
    [0] Geen enkele ronde is verborgen.
    [one] 1 ronde is verborgen: minder dan { $threshold } antwoorden, of zo weinig dat ze uit andere afdelingen zijn terug te rekenen.
   *[other] { $count } rondes zijn verborgen: minder dan { $threshold } antwoorden, of zo weinig dat ze uit andere afdelingen zijn terug te rekenen.
}
chart-trend-absent = { $count ->
    [one] In 1 ronde bestond de afdeling niet.
   *[other] In { $count } rondes bestond de afdeling niet.
}
chart-level = niveau
chart-level-earlier = niveau in { $month }
chart-fall = daling
chart-rise = stijging
chart-trend-line = De lijn is het niveau waar alle rondes samen op wijzen, met banden van 80% en 95% zekerheid; elke stip is één ronde.
chart-trend-now = In { $month } is het niveau ongeveer { $value }, met 95% zekerheid tussen { $low } en { $high }.
chart-trend-fall = Signaal: het niveau lijkt sinds { $since } gedaald, met ongeveer { $points } punten (waarschijnlijk { $low } tot { $high }). Voor het eerst gemeld in { $flagged }.
chart-trend-rise = Het niveau lijkt sinds { $since } gestegen, met ongeveer { $points } punten (waarschijnlijk { $low } tot { $high }). Voor het eerst gemeld in { $flagged }.
chart-trend-note = Notitie in { $month }, een streepjeslijn: “{ $note }”.
chart-trend-action = Actie in { $month }, een doorgetrokken lijn: “{ $note }”.

# Veel grafieken naast elkaar.
chart-multiples-title = { $unit }: { $units } naast elkaar
chart-multiples-what = Kleine lijngrafieken op dezelfde assen, in een volgorde die niet van de cijfers afhangt. Gearceerde rondes zijn verborgen.
chart-multiples-level = { $name }: niveau ongeveer { $value } in { $month }.
chart-multiples-figure = { $name }: { $value } in { $month }.
chart-multiples-hidden = { $name }: te weinig antwoorden in { $month }.
chart-multiples-none = { $name }: geen cijfers.

# Uitspraken.
chart-statements-title = { $unit }: hoe de uitspraken beantwoord zijn in { $month }
chart-statements-subtitle = { $index }, antwoorden per uitspraak, { $month }, { $range } mensen antwoordden
chart-statements-subtitle-hidden = { $index }, antwoorden per uitspraak, { $month }
chart-statements-what = Voor elke uitspraak een balk van 100%: links ongunstig, rechts gunstig, in het midden wat ertussen ligt. Aandelen gaan in stappen; een gearceerd deel eindigt ergens daarbinnen.
chart-statement = “{ $text }”: { $figure }.

# Afdelingen en hun cijfers als tabel.
chart-heat-title = { $unit }: { $units }, { $hidden }
chart-heat-hidden = { $count ->
    [0] geen daarvan verborgen
    [one] 1 daarvan verborgen
   *[other] { $count } daarvan verborgen
}
chart-heat-subtitle = { $index }, gemiddelden op een schaal van 0 tot 100, { $month }
chart-heat-what = Een tabel van afdelingen en onderwerpen in de volgorde van de organisatie; hoe hoger een cijfer, hoe donkerder het vak.
chart-heat-or-higher = ≥88 betekent: 88 of hoger
chart-heat-or-lower = ≤13 betekent: 13 of lager
chart-heat-ring = Een rondje betekent: te weinig antwoorden
chart-heat-unit = { $name }: { $figures }.

# Teams en wat toeval doet.
chart-funnel-title-within = { $unit }: alle { $teams } liggen binnen wat toeval alleen verklaart
chart-funnel-title-one = { $unit }: { $count } van de { $teams } ligt buiten wat toeval alleen verklaart: { $sides }
chart-funnel-title-outside = { $unit }: { $count } van de { $teams } liggen buiten wat toeval alleen verklaart: { $sides }
chart-funnel-lower = { $count } lager
chart-funnel-higher = { $count } hoger
chart-funnel-title-few = { $unit }: te weinig teams om verschillen van toeval te onderscheiden
chart-funnel-subtitle = { $index }, op een schaal van 0 tot 100, naar aantal antwoorden, { $month }
chart-funnel-few = Minder dan tien teams hebben een cijfer.
chart-funnel-answers = antwoorden
chart-funnel-centre = alle: { $value }
chart-funnel-inner = 95 van 100
chart-funnel-outer = 998 van 1.000
chart-funnel-between = door toeval alleen liggen zoveel teams tussen de lijnen
chart-funnel-diamond = ruit: buiten de doorgetrokken lijnen
chart-funnel-what = Het gemiddelde van { $teams } is ongeveer { $centre }. Als teams niet verschilden, lagen er door toeval alleen 95 van de 100 tussen de streepjeslijnen en 998 van de 1.000 tussen de doorgetrokken lijnen; bij minder antwoorden liggen de lijnen verder uit elkaar.
chart-funnel-counts = Buiten de streepjeslijnen: { $beyond }; daarvan buiten de doorgetrokken lijnen: { $outside }.
