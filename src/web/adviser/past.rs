//! Some units over all waves of one questionnaire, as they were published. Reads the rows of these units and no others.

use std::collections::HashMap;
use std::sync::Arc;

use domain::{Cell, Edition, PublishedUnit, Sighting, SurveyKey, Trend, UnitPath, WaveLabel};
use store::{Store, StoreError};
use texts::Texts;
use texts::findings::Words;

use super::Sight;

/// Units over all waves of one questionnaire.
pub(crate) struct Past {
    /// The waves, oldest first.
    editions: Vec<Arc<Edition>>,
    units: HashMap<(WaveLabel, UnitPath), PublishedUnit>,
}

impl Past {
    /// The past of one unit, as far as it may be read.
    pub(crate) async fn of(
        unit: &UnitPath,
        survey: &SurveyKey,
        sight: Sight,
        store: &Store,
    ) -> Result<Self, StoreError> {
        let editions = sight.editions(survey, store).await?;
        let units = store.published_over_time(&editions, std::slice::from_ref(unit)).await?;
        Ok(Self { editions, units })
    }

    /// The past of one unit as everybody may read it, up to one wave.
    pub(crate) async fn released_until(last: &Edition, unit: &UnitPath, store: &Store) -> Result<Self, StoreError> {
        let mut editions = store.released_editions(last.questionnaire.key()).await?;
        editions.retain(|edition| edition.opens <= last.opens);
        let units = store.published_over_time(&editions, std::slice::from_ref(unit)).await?;
        Ok(Self { editions, units })
    }

    /// The past of other units in the same waves.
    pub(crate) async fn of_others(&self, units: &[UnitPath], store: &Store) -> Result<Self, StoreError> {
        let editions = self.editions.clone();
        Ok(Self { units: store.published_over_time(&editions, units).await?, editions })
    }

    /// The waves, oldest first.
    pub(crate) fn editions(&self) -> &[Arc<Edition>] {
        &self.editions
    }

    /// The newest wave in which the organisation had this unit.
    pub(crate) fn latest(&self, unit: &UnitPath) -> Option<&Arc<Edition>> {
        self.editions.iter().rfind(|edition| self.find(edition, unit).is_some())
    }

    /// The unit in one wave; `None` when the organisation did not have it.
    pub(crate) fn find(&self, edition: &Edition, unit: &UnitPath) -> Option<&PublishedUnit> {
        self.units.get(&(edition.label.clone(), unit.clone()))
    }

    /// In how many waves the unit is shown.
    pub(crate) fn times_shown(&self, unit: &UnitPath) -> usize {
        let here = self.editions.iter().filter_map(|edition| self.find(edition, unit));
        here.filter(|unit| matches!(unit.cell(), Cell::Shown(_))).count()
    }

    /// The unit's trend on one index.
    pub(crate) fn trend(&self, unit: &UnitPath, index: &str) -> Trend {
        Trend::through(self.editions.iter().map(|edition| Sighting::of(edition, self.find(edition, unit))), index)
    }

    /// What findings are said with over these waves.
    pub(crate) fn words(&self, t: &'static Texts) -> Words {
        Words::new(t, self.editions.iter().map(|edition| (edition.label.clone(), edition.opens)))
    }
}
