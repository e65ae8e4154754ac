"""How do Northmere and thirty areas like it compare? SYNTHETIC areas and rates, with their truth.

The logit of a true rate = base + slope x deprivation + an effect of the area; counts are binomial.
The standard deviations of the effects follow the spread between real commissioners that is left
once sampling is removed; no real area is perturbed.
"""

import numpy as np

PERIOD = "2025-26"
SOURCE = "SYNTHETIC, made by make_northmere.py"
FEWEST = 5
"""A count below this is not shown."""

NAMES = (
    "Northmere",
    "Aldermoth",
    "Brackenwhit",
    "Carrowdeep",
    "Dunnockshire",
    "Eldersfen",
    "Fallowtide",
    "Glimmerdale",
    "Harrowmist",
    "Inkwater",
    "Jackdawshire",
    "Kestrelholt",
    "Lanternby",
    "Marlspire",
    "Nightjarvale",
    "Owlcastle",
    "Pipistrelmouth",
    "Quillmarsh",
    "Ravensallow",
    "Saltlantern",
    "Thistlewyke",
    "Umberfold",
    "Vellumshire",
    "Wrenhollowby",
    "Xanthmere",
    "Yarrowdeep",
    "Zephyrby",
    "Candlefen",
    "Gossamershire",
    "Pepperwold",
    "Tawnyforth",
)

INDICATORS = """
indicator|indicator_name|age|polarity|base|slope|spread|per_thousand
I01|Suspected mini-stroke seen within 24 hours|18+|high is good|0.62|-0.05|0.40|3.5
I02|People short of breath from COPD: rehabilitation offered|35+|high is good|0.52|-0.08|0.35|9.0
I03|Heart failure: readmitted within 30 days|18+|high is bad|0.19|0.06|0.20|2.6
I04|Emergency admission after a fall in the year|65+|high is bad|0.021|0.05|0.19|190
I05|Newly diagnosed diabetes: attended group education|17+|high is good|0.17|-0.12|0.48|4.2
I06|Diabetes: feet checked in the year|17+|high is good|0.90|-0.04|0.29|58
I07|High blood pressure treated to target|18+|high is good|0.68|-0.08|0.22|145
I08|Irregular pulse treated against stroke|18+|high is good|0.91|-0.01|0.32|19
I09|Hospital patients who smoke: support to stop offered|18+|high is good|0.58|-0.05|0.45|14
I10|Admitted because of alcohol: readmitted within 90 days|18+|high is bad|0.24|0.10|0.25|2.2
I11|Deaths at the usual place of residence|all|high is good|0.46|-0.04|0.15|9.5
I12|Mental health crisis: had help in time (survey)|18+|high is good|0.55|-0.06|0.20|0.9
I13|COPD recorded (prevalence)|all||0.020|0.35|0.28|1000
"""

SURVEY = "I12"
"""Published as a weighted survey figure: limits, but no count."""

WORSE = {"I01": -1.9, "I02": -1.6, "I07": -1.5, "I09": -1.7, "I10": 1.6}
"""Where Northmere is truly worse, in standard deviations. Elsewhere it is near the middle."""

SMALL = "Wrenhollowby"
"""An area so small that one of its counts is not shown."""

SIMILAR_WEIGHTS = {
    "attribute_deprivation": 0.25,
    "population": 0.15,
    "attribute_aged_18_39": 0.10,
    "attribute_aged_65_84": 0.10,
    "attribute_aged_85_over": 0.10,
    "attribute_rural": 0.15,
}
"""Weights of the published Similar-10 method, without its five ethnic groups (0.03 each)."""


def make_areas(rng):
    """Draw the areas and what they are like; Northmere is set by hand."""
    rows = []
    for number, name in enumerate(NAMES, start=1):
        rows.append(
            {
                "area": name,
                "area_name": f"{name} (X{number:02d})",
                "area_type": "invented system",
                "population": int(round(300_000 * np.exp(rng.normal(0, 0.35)), -3)),
                "attribute_deprivation": round(float(np.clip(rng.normal(22, 6), 9, 42)), 1),
                "attribute_aged_18_39": round(float(rng.normal(28, 3)), 1),
                "attribute_aged_65_84": round(float(rng.normal(16.5, 2.2)), 1),
                "attribute_aged_85_over": round(float(rng.normal(2.6, 0.4)), 1),
                "attribute_rural": round(float(np.clip(rng.normal(22, 14), 0, 80)), 1),
            }
        )
    rows[0] |= {"population": 350_000, "attribute_deprivation": 26.4, "attribute_aged_18_39": 27.1}
    rows[0] |= {
        "attribute_aged_65_84": 17.8,
        "attribute_aged_85_over": 2.8,
        "attribute_rural": 19.5,
    }
    next(row for row in rows if row["area"] == SMALL)["population"] = 12_000
    return rows


def _standard(values):
    return (values - values.mean()) / values.std()


def make_peers(areas, ours="Northmere", many=10):
    """Find the ten areas most like ours by the published method, from the invented attributes.

    Values are capped at mean + 5 standard deviations, their square roots made z-scores, and the
    weighted squared differences added (NHS England, Similar 10 CCGs, April 2021).
    """
    distance = np.zeros(len(areas))
    for column, weight in SIMILAR_WEIGHTS.items():
        values = np.array([float(area[column]) for area in areas])
        z = _standard(np.sqrt(np.minimum(values, values.mean() + 5 * values.std())))
        distance += weight * (z - z[0]) ** 2
    order = [k for k in np.argsort(distance, kind="stable") if areas[k]["area"] != ours][:many]
    source = "SYNTHETIC; Similar-10 method on the attributes of the areas table"
    return [
        {"area": ours, "peer": areas[k]["area"], "order": place, "source": source}
        for place, k in enumerate(order, start=1)
    ]


def _true_rates(rng, indicator, deprivation):
    """Draw the true rate of one indicator in every area, and the effects behind them."""
    effects = np.round(rng.normal(0, 1, len(deprivation)), 3)
    effects[0] = WORSE.get(indicator["indicator"], np.round(0.15 * effects[0], 3))
    base = float(indicator["base"])
    logit = np.log(base / (1 - base)) + float(indicator["slope"]) * deprivation
    logit = logit + float(indicator["spread"]) * effects
    return np.round(1 / (1 + np.exp(-logit)), 6), effects


def _survey_figures(count, denominator):
    """Turn a sample into what a survey publishes: a percentage and its 95% limits."""
    share = count / denominator
    half = 1.96 * np.sqrt(1.4 * share * (1 - share) / denominator)
    lower, upper = max(0.0, share - half), min(1.0, share + half)
    return {"value": f"{100 * share:.1f}", "lower": f"{100 * lower:.1f}"} | {
        "upper": f"{100 * upper:.1f}"
    }


def _figures(indicator, count, denominator):
    """Give the published figures of one area, as this indicator publishes them."""
    if indicator["indicator"] == SURVEY:
        return _survey_figures(count, denominator) | {"note": "weighted survey, no count published"}
    if count < FEWEST:
        return {"denominator": denominator, "note": f"not shown: count below {FEWEST}"}
    value = f"{100 * count / denominator:.6f}"
    return {"value": value, "count": count, "denominator": denominator}


def make_indicators(rng, indicators, areas):
    """Draw the published figures of every indicator and area, and the truth behind them."""
    deprivation = _standard(np.array([area["attribute_deprivation"] for area in areas]))
    population = np.array([area["population"] for area in areas])
    published, truth = [], []
    for indicator in indicators:
        code = indicator["indicator"]
        rates, effects = _true_rates(rng, indicator, np.round(deprivation, 4))
        denominators = np.rint(float(indicator["per_thousand"]) * population / 1000).astype(int)
        counts = rng.binomial(denominators, rates)
        for k, area in enumerate(areas):
            named = {column: indicator[column] for column in ("indicator", "indicator_name", "age")}
            named |= {"area": area["area"], "area_name": area["area_name"]}
            named |= {"area_type": area["area_type"], "period": PERIOD, "sex": "persons"}
            named |= {"unit": "%", "scale": 100, "polarity": indicator["polarity"]}
            figures = _figures(indicator, int(counts[k]), int(denominators[k]))
            published.append(named | figures | {"source": SOURCE})
            truth.append(
                {"indicator": code, "area": area["area"], "period": PERIOD}
                | {"true_rate": f"{rates[k]:.6f}", "area_effect_sd": f"{effects[k]:.3f}"}
            )
    return published, truth
