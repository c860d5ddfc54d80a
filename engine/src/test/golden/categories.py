#!/usr/bin/env python3
"""Golden cases of rows that bring categories by name.  usage: categories.py DEST   (layout: README.md beside this file)

Each model is trained on a data frame with columns of pandas' category type. rows.csv and rows.json are the data frame as pandas
writes it; X.npy is what the library makes of it, with codes; margin.npy, shap.npy and base.npy are the library's own, of the data
frame. Unseen categories are in the rows where the library takes them.
"""
import json, os, sys, warnings
import numpy as np, pandas as pd
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "..", "clients", "python", "src", "shap_operator"))
warnings.filterwarnings("ignore")
DEST, TRAIN, ROWS = sys.argv[1], 600, 60
WORDS = ["oslo", "Zürich, centre", ' a "quoted" one ', "NA", "plain", "x=y"]
DIGITS = ["007", "10", "9", "2e3"]


def frame(g, n, kinds):
    columns = {"amount": g.normal(size=n)}
    for name, values in kinds.items():
        column = pd.Series(g.choice(len(values), n)).map(lambda i: values[i]).astype(pd.CategoricalDtype(values))
        column[g.random(n) < .08] = None
        columns[name] = column
    return pd.DataFrame(columns)


def target(frame):
    y = frame["amount"].to_numpy() * .5
    for i, name in enumerate(c for c in frame if isinstance(frame[c].dtype, pd.CategoricalDtype)):
        codes = frame[name].cat.codes.to_numpy()
        y = y + np.array([3., -1., 2., -2., .5, 1., -3.])[(codes * (i + 2)) % 7]
    return y


def codes(frame, trained):
    columns = []
    for name in frame:
        of = trained[name].dtype
        columns.append(frame[name].cat.set_categories(of.categories).cat.codes.replace(-1, np.nan) if isinstance(of, pd.CategoricalDtype) else frame[name])
    return np.stack([np.asarray(c, float) for c in columns], 1)


def unseen(g, frame, **values):
    """Some cells of each column hold a category that the model does not know."""
    frame = frame.copy()
    for name, value in values.items():
        frame[name] = frame[name].cat.add_categories([value])
        frame.loc[g.random(len(frame)) < .1, name] = value
    return frame


def write(name, ending, library, rows, X, margin, shap=None, base=None, notes=()):
    d = os.path.join(DEST, name)
    rows.to_csv(d + "/rows.csv", index=False)
    with open(d + "/rows.json", "w", encoding="utf-8") as file:
        file.write('{"instances": %s}' % rows.to_json(orient="records", force_ascii=False, double_precision=15))
    arrays = dict(X=X, margin=np.asarray(margin, float).ravel())
    if shap is not None:
        arrays.update(shap=shap, base=np.atleast_1d(base))
    for key, array in arrays.items():
        np.save("%s/%s.npy" % (d, key), np.ascontiguousarray(array, float))
    json.dump(dict(case=name, model="model." + ending, library=library, expect="values", notes=list(notes),
                   tolerance_scaled={k: 2e-6 for k in arrays if k != "X"}), open(d + "/case.json", "w"), indent=1)
    print(name, len(rows), "rows")


def folder(name):
    os.makedirs(os.path.join(DEST, name), exist_ok=True)
    return os.path.join(DEST, name, "model.")


def xgboost(name, ending, kinds):
    import xgboost as x
    g = np.random.default_rng(5)
    trained, rows = frame(g, TRAIN, kinds), frame(g, ROWS, kinds).round(3)
    model = x.train(dict(max_depth=4, max_cat_to_onehot=3, nthread=1), x.DMatrix(trained, target(trained), enable_categorical=True), 12)
    model.save_model(folder(name) + ending)
    D = x.DMatrix(rows, enable_categorical=True)
    phi = model.predict(D, pred_contribs=True).astype(float)
    write(name, ending, "xgboost " + x.__version__, rows, codes(rows, trained), model.predict(D, output_margin=True), phi[:, :-1], phi[0, -1])


def lightgbm(name):
    import lightgbm as l
    g = np.random.default_rng(6)
    kinds = dict(word=WORDS, digits=DIGITS, size=[5, 10, 20], share=[.5, 1.5], yes=[False, True])
    trained, rows = frame(g, TRAIN, kinds), frame(g, ROWS, kinds).round(3)
    rows = unseen(g, rows, word="nowhere", digits="11", size=7)
    model = l.train(dict(verbose=-1, num_threads=1, min_data_in_leaf=5, min_data_per_group=5, cat_smooth=1), l.Dataset(trained, target(trained)), 12)
    model.save_model(folder(name) + "txt")
    phi = model.predict(rows, pred_contrib=True)
    write(name, "txt", "lightgbm " + l.__version__, rows, codes(rows, trained), model.predict(rows, raw_score=True), phi[:, :-1], phi[0, -1], ["unseen categories count as missing"])


def sklearn(name):
    from sklearn.ensemble import HistGradientBoostingRegressor
    import sklearn as s, sklearn_export
    g = np.random.default_rng(7)
    kinds = dict(word=WORDS, colour=["red", "green", "blue"])
    trained, rows = frame(g, TRAIN, kinds), frame(g, ROWS, kinds).round(3)
    rows = unseen(g, rows, word="nowhere", colour="pink")
    model = HistGradientBoostingRegressor(categorical_features="from_dtype", max_iter=12, max_depth=4).fit(trained, target(trained))
    sklearn_export.export(model, folder(name) + "json")
    ordered = trained.assign(**{c: trained[c].cat.set_categories(sorted(kinds[c])) for c in kinds})
    write(name, "json", "scikit-learn " + s.__version__, rows, codes(rows, ordered), model.predict(rows), notes=["unseen categories count as missing; codes are in the order of the sorted names"])


if __name__ == "__main__":
    xgboost("names_xgb_json", "json", dict(word=WORDS, size=[5, 10, 20]))
    xgboost("names_xgb_ubj", "ubj", dict(digits=DIGITS, big=[3_000_000_000_000, 20]))
    lightgbm("names_lgb")
    sklearn("names_skl")
