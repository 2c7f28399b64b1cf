# The words in and under the pictures.
chart-nothing-yet = No results yet
chart-trend-title = { $unit }: { $index }, { $first } to { $last }
chart-trend-title-one = { $unit }: { $index }, { $month }
chart-trend-title-none = { $unit }: { $index }, no results yet
chart-trend-waves =
    Line chart on a scale from 0 to 100, { $count ->
        [one] 1 wave
       *[other] { $count } waves
    }.
chart-trend-newest = Newest figure: { $value } in { $month }, with a 95% range of { $range }.
chart-trend-spread = Lowest figure shown: { $lowest }; highest: { $highest }.
chart-trend-level = Every figure shown is { $value }.
chart-trend-no-figure = No figure is shown.
chart-trend-hidden = { $count ->
    [0] No wave is hidden.
    [one] 1 wave is hidden: fewer than { $threshold } answers, or too few beside the units around it.
   *[other] { $count } waves are hidden: fewer than { $threshold } answers, or too few beside the units around it.
}
chart-trend-absent = { $count ->
    [one] In 1 wave the unit did not exist.
   *[other] In { $count } waves the unit did not exist.
}
chart-level = level
chart-fall = fall
chart-rise = rise
chart-trend-line = The line is the level that all waves together point to, with bands of 80% and 95% certainty; each dot is one wave.
chart-trend-now = In { $month } the level is about { $value }, between { $low } and { $high } with 95% certainty.
chart-trend-fall = Signal: the level seems to have fallen since { $since }, by about { $points } points (likely { $low } to { $high }). First told in { $flagged }.
chart-trend-rise = The level seems to have risen since { $since }, by about { $points } points (likely { $low } to { $high }). First told in { $flagged }.
chart-trend-note = Note in { $month }: “{ $note }”.
