# Wat vanzelf gebeurt, op de pagina van de beheerder.
schedule-title = Rondes die vanzelf gaan
schedule-none = Er is geen ronde gepland. Wie de server beheert, zet een [[pulse]] in polsslag.toml.
schedule-round = Ronde { $wave } gaat op { $opens } om { $at } open, en je kunt antwoorden tot en met { $closes }.
schedule-zone = Dagen en tijden zijn die van { $zone }. Iedereen krijgt de mail op dat uur van de eigen klok.
schedule-paused = De planning staat stil, tot je haar weer laat lopen.
schedule-paused-until = De planning staat stil tot { $until }. Die dag gaat ze vanzelf verder.
schedule-pause-means = Met een pauze gaat er geen ronde open en vertrekt er geen mail die om een antwoord vraagt. Een ronde die open is, sluit op de dag die is aangekondigd, en uitkomsten worden gewoon vrijgegeven.
schedule-pause-until = Vanzelf verder op (mag leeg blijven)
schedule-pause = Pauzeer de planning
schedule-resume-means = Mails die hebben gewacht, gaan weg in werktijd. Van rondes die zijn overgeslagen, gaat hooguit de laatste nog open.
schedule-resume = Laat de planning weer lopen
