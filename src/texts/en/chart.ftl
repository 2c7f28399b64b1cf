# The words in, above and under the pictures.
chart-nothing-yet = No results yet
chart-points = { $count ->
    [one] 1 point
   *[other] { $count } points
}
chart-units = { $count ->
    [one] 1 unit
   *[other] { $count } units
}
chart-teams = { $count ->
    [one] 1 team
   *[other] { $count } teams
}
chart-percent = { $value }%
chart-under-fifteen = <15%
chart-range = 95%: { $low } to { $high }
chart-answers = answers per wave, newest { $range }
chart-answers-earlier = answers per wave, last shown: { $range } ({ $month })
chart-answered = { $range } people answered
chart-unfavourable = unfavourable
chart-between = in between
chart-favourable = favourable
chart-hatched = hatched: too few answers
chart-reference = eight of ten teams

# Titles: what a statistic found, and no more.
chart-finding-none = { $unit }: no figures yet
chart-finding-absent = { $unit }: did not exist in { $month }
chart-finding-hidden = { $unit }: too few answers in { $month }
chart-finding-first = { $unit }: first figure, in { $month }
chart-finding-newest = { $unit }: { $value } in { $month }
chart-finding-steady = { $unit }: { $value } in { $month }; no clear difference from { $since }
chart-finding-lower = { $unit }: { $value } in { $month }, { $size } lower than in { $since } (95%: { $low } to { $high })
chart-finding-higher = { $unit }: { $value } in { $month }, { $size } higher than in { $since } (95%: { $low } to { $high })
chart-finding-lasting-lower = { $unit }: seems about { $size } lower since { $since } (likely range { $low } to { $high })
chart-finding-lasting-higher = { $unit }: seems about { $size } higher since { $since } (likely range { $low } to { $high })
chart-subtitle = { $index }, on a scale from 0 to 100, { $first } to { $last }
chart-subtitle-one = { $index }, on a scale from 0 to 100, { $month }
chart-subtitle-none = { $index }, on a scale from 0 to 100

# The trend.
chart-trend-waves =
    Line chart, { $count ->
        [one] 1 wave
       *[other] { $count } waves
    }.
chart-trend-newest = Newest figure: { $value } in { $month }, with a 95% range of { $range }, from { $answered } answers.
chart-trend-spread = Lowest figure shown: { $lowest }; highest: { $highest }.
chart-trend-level = Every figure shown is { $value }.
chart-trend-no-figure = No figure is shown.
chart-trend-reference = The grey band holds the middle eight of ten teams: { $low } to { $high } in { $month }.
chart-trend-hidden = { $count ->
    [0] No wave is hidden.
    [one] 1 wave is hidden: fewer than { $threshold } answers, or so few that they could be worked out from other units.
   *[other] { $count } waves are hidden: fewer than { $threshold } answers, or so few that they could be worked out from other units.
}
chart-trend-absent = { $count ->
    [one] In 1 wave the unit did not exist.
   *[other] In { $count } waves the unit did not exist.
}
chart-level = level
chart-level-earlier = level in { $month }
chart-fall = fall
chart-rise = rise
chart-trend-line = The line is the level that all waves together point to, with bands of 80% and 95% certainty; each dot is one wave.
chart-trend-now = In { $month } the level is about { $value }, between { $low } and { $high } with 95% certainty.
chart-trend-fall = Signal: the level seems to have fallen since { $since }, by about { $points } points (likely { $low } to { $high }). First told in { $flagged }.
chart-trend-rise = The level seems to have risen since { $since }, by about { $points } points (likely { $low } to { $high }). First told in { $flagged }.
chart-trend-note = Note in { $month }, a dashed rule: “{ $note }”.
chart-trend-action = Action in { $month }, a solid rule: “{ $note }”.

# Many trends beside each other.
chart-multiples-title = { $unit }: { $units } beside each other
chart-multiples-what = Small line charts on the same axes, in an order that does not depend on the figures. Hatched waves are hidden.
chart-multiples-level = { $name }: level about { $value } in { $month }.
chart-multiples-figure = { $name }: { $value } in { $month }.
chart-multiples-hidden = { $name }: too few answers in { $month }.
chart-multiples-none = { $name }: no figures.

# Statements.
chart-statements-title = { $unit }: how the statements were answered in { $month }
chart-statements-subtitle = { $index }, answers to each statement, { $month }, { $range } people answered
chart-statements-subtitle-hidden = { $index }, answers to each statement, { $month }
chart-statements-what = For each statement a bar of 100%: unfavourable at the left, favourable at the right, what lies between them in the middle. Shares are in steps; a hatched part ends somewhere within it.
chart-statement = “{ $text }”: { $figure }.

# Units and their indices as a table.
chart-heat-title = { $unit }: { $units }, { $hidden }
chart-heat-hidden = { $count ->
    [0] none of them hidden
    [one] 1 of them hidden
   *[other] { $count } of them hidden
}
chart-heat-subtitle = { $index }, means on a scale from 0 to 100, { $month }
chart-heat-what = A table of units and indices in the order of the organisation; the higher a figure, the darker its cell.
chart-heat-or-higher = ≥88 means: 88 or higher
chart-heat-or-lower = ≤13 means: 13 or lower
chart-heat-ring = A ring means: too few answers
chart-heat-unit = { $name }: { $figures }.

# Teams and what chance does.
chart-funnel-title-within = { $unit }: all { $teams } lie within what chance alone explains
chart-funnel-title-one = { $unit }: { $count } of { $teams } lies outside what chance alone explains: { $sides }
chart-funnel-title-outside = { $unit }: { $count } of { $teams } lie outside what chance alone explains: { $sides }
chart-funnel-lower = { $count } lower
chart-funnel-higher = { $count } higher
chart-funnel-title-few = { $unit }: too few teams to tell differences from chance
chart-funnel-subtitle = { $index }, on a scale from 0 to 100, by how many answered, { $month }
chart-funnel-few = Fewer than ten teams have a figure.
chart-funnel-answers = answers
chart-funnel-centre = all: { $value }
chart-funnel-inner = 95 of 100
chart-funnel-outer = 998 of 1,000
chart-funnel-between = by chance alone, so many teams lie between the lines
chart-funnel-diamond = diamond: outside the solid lines
chart-funnel-what = The mean of { $teams } is about { $centre }. If teams did not differ, chance alone would keep 95 of 100 between the dashed lines and 998 of 1,000 between the solid ones; with fewer answers the lines lie further apart.
chart-funnel-counts = Beyond the dashed lines: { $beyond }; of these beyond the solid ones: { $outside }.
