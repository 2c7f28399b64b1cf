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
