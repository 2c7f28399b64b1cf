# What happens by itself, on the administrator's page.
schedule-title = Rounds that go by themselves
schedule-none = No round is planned. Whoever looks after the server writes a [[pulse]] in polsslag.toml.
schedule-round = Round { $wave } opens on { $opens } at { $at }, and takes answers up to and including { $closes }.
schedule-zone = Days and times are those of { $zone }. Everybody gets the email at that hour of their own clock.
schedule-paused = The schedule is paused until you let it go on.
schedule-paused-until = The schedule is paused until { $until }. On that day it goes on by itself.
schedule-pause-means = During a pause no round opens, and no email that asks for an answer leaves. A round that is open closes on the day that was announced, and results are released as usual.
schedule-pause-until = Go on by itself on (may stay empty)
schedule-pause = Pause the schedule
schedule-resume-means = Emails that waited leave in working hours. Of rounds that were missed, at most the last one still opens.
schedule-resume = Let the schedule go on
