# De woorden in en onder de grafieken.
chart-nothing-yet = Nog geen resultaten
chart-trend-title = { $unit }: { $index }, { $first } tot en met { $last }
chart-trend-title-one = { $unit }: { $index }, { $month }
chart-trend-title-none = { $unit }: { $index }, nog geen resultaten
chart-trend-waves =
    Lijngrafiek op een schaal van 0 tot 100, { $count ->
        [one] 1 ronde
       *[other] { $count } rondes
    }.
chart-trend-newest = Nieuwste cijfer: { $value } in { $month }, met een bandbreedte (95%) van { $range }.
chart-trend-spread = Laagste getoonde cijfer: { $lowest }; hoogste: { $highest }.
chart-trend-level = Elk getoond cijfer is { $value }.
chart-trend-no-figure = Er wordt geen cijfer getoond.
chart-trend-hidden = { $count ->
    [0] Geen enkele ronde is verborgen.
    [one] 1 ronde is verborgen: minder dan { $threshold } antwoorden, of te weinig naast de afdelingen eromheen.
   *[other] { $count } rondes zijn verborgen: minder dan { $threshold } antwoorden, of te weinig naast de afdelingen eromheen.
}
chart-trend-absent = { $count ->
    [one] In 1 ronde bestond de afdeling niet.
   *[other] In { $count } rondes bestond de afdeling niet.
}
chart-level = niveau
chart-fall = daling
chart-rise = stijging
chart-trend-line = De lijn is het niveau waar alle rondes samen op wijzen, met banden van 80% en 95% zekerheid; elke stip is één ronde.
chart-trend-now = In { $month } is het niveau ongeveer { $value }, met 95% zekerheid tussen { $low } en { $high }.
chart-trend-fall = Signaal: het niveau lijkt sinds { $since } gedaald, met ongeveer { $points } punten (waarschijnlijk { $low } tot { $high }). Voor het eerst gemeld in { $flagged }.
chart-trend-rise = Het niveau lijkt sinds { $since } gestegen, met ongeveer { $points } punten (waarschijnlijk { $low } tot { $high }). Voor het eerst gemeld in { $flagged }.
chart-trend-note = Notitie in { $month }: “{ $note }”.
