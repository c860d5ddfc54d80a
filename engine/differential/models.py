"""Random models of each library with random options, and rows that look for trouble: exact thresholds and their neighbours, NaN,
infinities, values around zero, categories that are unseen, negative or no whole numbers. make(library, folder, seed) writes one case:
model.*, X.npy, the library's margin.npy [n,K], shap.npy [n,F,K] and base.npy [K], and case.json with what it is."""
import json, os, re
import numpy as np
import oracles

ROWS, TRAIN = 160, 700


def data(g, wide=False):
    F = int(g.integers(1, 9)); n = TRAIN + ROWS;
    if wide and g.random() < .12: F = int(g.integers(30, 300))
    X = g.normal(size=(n, F)) * np.exp(g.normal(size=F) * 2); cats = []
    for j in range(F):
        kind = g.integers(0, 6)
        if kind == 0: X[:, j] = np.round(X[:, j])
        elif kind == 1: X[g.random(n) < .4, j] = 0
        elif kind == 2: cats.append(j); X[:, j] = g.integers(0, [3, 7, 40, 130, 600][g.integers(0, 5)], n)
    if g.random() < .1: X[:, g.integers(0, F)] = 3.
    y = sum(g.normal() * np.sin(X[:, j] / (X[:, j].std() + 1e-9)) for j in range(F)) + .3 * X[:, 0] / (X[:, 0].std() + 1e-9) * np.tanh(X[:, -1]) + .1 * g.normal(size=n)
    for c in cats: y = y + g.normal(size=600)[X[:, c].astype(int)] * .5
    if g.random() < .6: X[g.random((n, F)) < g.choice([.02, .2])] = np.nan
    return X, y, cats


def trouble(g, X, cats, thresholds, infinite=True):
    """X's last rows, spoilt; thresholds: [(feature, value)]"""
    X = X[TRAIN:].copy(); n, F = X.shape
    for r in range(n // 2):
        if thresholds and g.random() < .7:
            f, t = thresholds[g.integers(len(thresholds))]; h = np.float32(t)
            X[r, f] = [t, np.nextafter(t, -np.inf), np.nextafter(t, np.inf), h, np.nextafter(h, np.float32(-np.inf)), np.nextafter(h, np.float32(np.inf))][g.integers(0, 6)]
        else:
            odd = [np.nan, -0., 0., 1e-36, -1e-36, 1e-35, 1e-34, 1e30, -1e30] + ([np.inf, -np.inf] if infinite else [])
            X[r, g.integers(0, F)] = odd[g.integers(0, len(odd))]
        if cats and g.random() < .3: X[r, cats[g.integers(0, len(cats))]] = [999, -1, 2.5, 1e6, np.nan, 0, -0.5][g.integers(0, 7)]
    return X


def bins(y, k): return np.digitize(y, np.quantile(y, np.arange(1, k) / k))
def positive(y): return np.exp((y - y.mean()) / (y.std() + 1e-9) * .7)
def pick(g, **options): return {k: v[g.integers(0, len(v))] for k, v in options.items() if g.random() < .5}


def case(folder, name, what, X=None, margin=None, shap=None, base=None, refuse=None, predict=None):
    d = os.path.join(folder, name); os.makedirs(d, exist_ok=True)
    json.dump(dict(case=name, what=str(what), refuse=refuse), open(d + "/case.json", "w"))
    for key, a in dict(X=X, margin=margin, shap=shap, base=base, predict=predict).items():
        if a is not None: np.save("%s/%s.npy" % (d, key), np.ascontiguousarray(a, float))


def file(folder, name, ending):
    os.makedirs(os.path.join(folder, name), exist_ok=True)
    return os.path.join(folder, name, "model." + ending)


def lgb(folder, name, g):
    import lightgbm as L
    X, y, cats = data(g, True); F = X.shape[1]
    objective = str(g.choice(["regression", "regression", "binary", "binary", "multiclass", "multiclassova", "poisson", "gamma", "tweedie", "huber", "fair", "mape", "quantile", "regression_l1", "cross_entropy", "cross_entropy_lambda", "lambdarank", "custom"]))
    P = dict(verbose=-1, num_threads=1, seed=int(g.integers(1000)), min_data_in_leaf=int(g.choice([1, 3, 20, 20, 10000], p=[.3, .3, .2, .15, .05])), min_data_in_bin=1)
    P.update(pick(g, num_leaves=[2, 4, 15, 60, 400], max_depth=[1, 2, 5, 12, 40], learning_rate=[.02, .3], zero_as_missing=[True], use_missing=[False], max_bin=[5, 30, 255], bagging_freq=[1], bagging_fraction=[.5], feature_fraction=[.6],
                  max_cat_to_onehot=[1, 4, 20], cat_smooth=[.1, 10.], min_data_per_group=[1, 50], max_cat_threshold=[4, 100], extra_trees=[True], path_smooth=[.5], lambda_l1=[.1], lambda_l2=[5.], data_sample_strategy=["goss"], boost_from_average=[False],
                  min_sum_hessian_in_leaf=[0., 5.], linear_tree=[False], use_quantized_grad=[True], enable_bundle=[False], cegb_penalty_split=[.001], max_delta_step=[.3]))
    boosting = g.choice(["gbdt", "gbdt", "dart", "rf"])
    if boosting == "rf": P.update(boosting="rf", bagging_freq=1, bagging_fraction=.6, learning_rate=1.); P.pop("data_sample_strategy", 0)
    if boosting == "dart": P.update(boosting="dart", drop_rate=.4, **pick(g, uniform_drop=[True], xgboost_dart_mode=[True], skip_drop=[0., .8]))
    K, label, extra = 1, y, {}
    if objective in ("multiclass", "multiclassova"): K = int(g.integers(2, 5)); P["num_class"] = K; label = bins(y, K)
    elif objective == "binary": label = (y > np.median(y)).astype(float); P.update(pick(g, sigmoid=[2.], is_unbalance=[True]))
    elif objective in ("poisson", "gamma", "tweedie", "mape"): label = positive(y)
    elif objective.startswith("cross"): label = 1 / (1 + np.exp(-y))
    elif objective == "lambdarank": label = bins(y, 3); extra = dict(group=[50] * (TRAIN // 50))
    elif objective == "regression" and g.random() < .2: P["reg_sqrt"] = True
    P["objective"] = (lambda p, d: (p - d.get_label(), np.ones_like(p))) if objective == "custom" else objective
    if objective == "custom" and boosting == "rf": P["objective"] = "regression"
    rounds = int(g.choice([1, 3, 20])); used = cats if g.random() < .8 else []
    if P.get("data_sample_strategy"): P.pop("bagging_freq", 0)
    try: b = L.train(P, L.Dataset(X[:TRAIN], label[:TRAIN], categorical_feature=used, params={k: v for k, v in P.items() if k != "objective"}, **extra), rounds)
    except L.basic.LightGBMError as e: return print("  %s: LightGBM refuses: %s" % (name, e))
    if g.random() < .1 and boosting == "gbdt" and objective != "custom": b = b.refit(X[:TRAIN], label[:TRAIN]) if K == 1 and objective == "regression" else b
    b.save_model(file(folder, name, "txt")); b = L.Booster(model_file=file(folder, name, "txt"))
    thresholds = []
    for line_f, line_t, line_d in re.findall(r"split_feature=(.*)\n(?:.*\n)?threshold=(.*)\ndecision_type=(.*)", open(file(folder, name, "txt")).read()):
        thresholds += [(int(f), float(t)) for f, t, d in zip(line_f.split(), line_t.split(), line_d.split()) if not int(d) & 1]
    Z = trouble(g, X, used, thresholds); c = b.predict(Z, pred_contrib=True).reshape(len(Z), K, F + 1).transpose(0, 2, 1)
    mean = b.num_trees() // K if boosting == "rf" else 1
    case(folder, name, dict(P, F=F, cats=used, rounds=rounds), Z, b.predict(Z, raw_score=True).reshape(len(Z), K) / mean, c[:, :F] / mean, c[0, F] / mean, predict=b.predict(Z))


def brute(trees, K, Z, F, base):
    v = oracles.v_covers(trees, K, Z, F, base)
    return oracles.shapley(v, F).transpose(0, 2, 1), v[0, 0]


def skl(folder, name, g):
    from sklearn import ensemble as E, tree as T
    import sklearn_export
    X, y, cats = data(g); X[np.abs(X) > 1e30] = 0; F = X.shape[1]; hist = g.random() < .4
    classify = g.random() < .5; K = int(g.integers(2, 5)); label = np.array(["a", "b", "c", "d"])[bins(y, K)] if classify else y
    common = pick(g, max_depth=[1, 3, 6], max_leaf_nodes=[2, 5, 30], random_state=[1, 7])
    if hist:
        used = cats if g.random() < .7 else []
        P = dict(common, **pick(g, max_iter=[1, 5, 20], l2_regularization=[1.], min_samples_leaf=[2, 30], learning_rate=[.05, .5], max_bins=[20, 255], categorical_features=[used or None]))
        if not classify: P.update(pick(g, loss=["poisson", "gamma", "absolute_error", "squared_error"])); label = positive(y) if P.get("loss") in ("poisson", "gamma") else y
        m = (E.HistGradientBoostingClassifier if classify else E.HistGradientBoostingRegressor)(**dict(dict(max_iter=8), **P))
    else:
        family = g.choice(["DecisionTree", "ExtraTree", "RandomForest", "ExtraTrees", "GradientBoosting"]); used = []
        P = dict(common, **pick(g, min_samples_leaf=[1, 10], max_features=[.5, None], ccp_alpha=[0., .002], min_impurity_decrease=[.001]))
        if family == "GradientBoosting":
            X = np.nan_to_num(X); P.update(n_estimators=int(g.choice([1, 8])), **pick(g, subsample=[.5], learning_rate=[.03, .7], init=["zero"]))
            if not classify: P.update(pick(g, loss=["huber", "absolute_error", "quantile"]))
            elif K == 2: P.update(pick(g, loss=["exponential"]))
        elif family.endswith("s") or family.endswith("Forest"): P.update(n_estimators=int(g.choice([1, 6])), **pick(g, bootstrap=[True, False]))
        if classify and family != "GradientBoosting": P.update(pick(g, criterion=["entropy", "gini"], class_weight=["balanced"]))
        if not classify and family != "GradientBoosting" and g.random() < .3: label = np.stack([y, -y ** 2], 1)
        if not classify and family != "GradientBoosting" and label.ndim == 1: P.update(pick(g, criterion=["squared_error", "friedman_mse"]))
        module = T if family in ("DecisionTree", "ExtraTree") else E
        m = getattr(module, family + ("Classifier" if classify else "Regressor"))(**P)
    weights = np.round(g.random(TRAIN) * 3) if g.random() < .3 else None
    try: m.fit(X[:TRAIN], label[:TRAIN], sample_weight=weights)
    except ValueError as e: return print("  %s: scikit-learn refuses: %s" % (name, str(e).split("\n")[0][:110]))
    sklearn_export.export(m, file(folder, name, "json")); J = json.load(open(file(folder, name, "json"))); K = J["n_outputs"]
    thresholds = [(f, t) for tr in J["trees"] for f, t in zip(tr["feature"], tr["threshold"]) if f >= 0 and t is not None and np.isfinite(t)]
    Z = trouble(g, X, used, thresholds, infinite=hist)
    if not hist: Z = np.clip(Z, -1e30, 1e30)
    raw = "predict_proba" if J["normalize"] else "decision_function" if J["classes"] else "_raw_predict" if J.get("link") == "exp" else "predict"
    try: margin = oracles.as2d(getattr(m, raw)(Z))
    except ValueError: Z = np.nan_to_num(Z); margin = oracles.as2d(getattr(m, raw)(Z))        # no NaN in training, none allowed
    trees = oracles.skl_trees(J); phi, base = brute(trees, K, Z, F, J["init"])
    case(folder, name, m, Z, margin, phi, base)


def nested_trees(J):
    """CatBoost's trees of grow_policy Depthwise and Lossguide, for the oracle"""
    features = {f["feature_index"]: f for f in J["features_info"]["float_features"]}; trees = []; scale, bias = J["scale_and_bias"]
    for root in J["trees"]:
        left, right, feat, cover, value, split = [], [], [], [], [], []
        def add(node):
            i = len(left); s = node.get("split"); split.append(s)
            for column, start in zip((left, right, feat, cover, value), (-1, -1, -1, 0., np.zeros(len(bias)))): column.append(start)
            if s is None: cover[i] = node["weight"]; value[i] = np.atleast_1d(node["value"]) * scale
            else: feat[i] = features[s["float_feature_index"]]["flat_feature_index"]; left[i] = add(node["left"]); right[i] = add(node["right"]); cover[i] = cover[left[i]] + cover[right[i]]
            return i
        add(root)
        def go(i, X, split=split):
            f = features[split[i]["float_feature_index"]]; x = X[:, f["flat_feature_index"]].astype(np.float32)
            return ~np.where(np.isnan(x), f["nan_value_treatment"] == "AsTrue", x > np.float32(split[i]["border"]))
        trees.append(oracles.Tree(left, right, feat, cover, np.array(value), list(range(len(bias))), go, None))
    return trees, len(bias), np.array(bias)


def cat(folder, name, g):
    import catboost as C
    X, y, _ = data(g); F = X.shape[1]; loss = str(g.choice(["RMSE", "RMSE", "Logloss", "MultiClass", "MultiClassOneVsAll", "MultiRMSE", "RMSEWithUncertainty", "Poisson", "Tweedie:variance_power=1.5", "Quantile", "MAE", "CrossEntropy", "MultiLogloss"]))
    P = dict(iterations=int(g.choice([1, 4, 15])), random_seed=int(g.integers(100)), thread_count=1, allow_writing_files=False, loss_function=loss)
    P.update(pick(g, depth=[1, 2, 4, 6, 9], nan_mode=["Max", "Min"], border_count=[3, 30, 254], learning_rate=[.05, .5], l2_leaf_reg=[.1, 9.], bootstrap_type=["Bernoulli", "No"], rsm=[.6], boost_from_average=[True]))
    if loss.split(":")[0] not in ("RMSE", "Logloss", "CrossEntropy", "Quantile", "MAE"): P.pop("boost_from_average", 0)
    if g.random() < .35 and not loss.startswith("RMSEWith"): P.update(grow_policy=str(g.choice(["Depthwise", "Lossguide"])))
    if loss in ("MultiRMSE", "MultiLogloss"): P.pop("boost_from_average", 0)
    label = y
    if loss == "Logloss": label = (y > np.median(y)).astype(int)
    elif loss in ("MultiClass", "MultiClassOneVsAll"): label = np.array(["u", "v", "w"])[bins(y, 3)]
    elif loss in ("Poisson", "Tweedie:variance_power=1.5"): label = positive(y)
    elif loss == "CrossEntropy": label = 1 / (1 + np.exp(-y))
    elif loss == "MultiRMSE": label = np.stack([y, y ** 2], 1)
    elif loss == "MultiLogloss": label = np.stack([y > 0, y > .5, y < -.5], 1).astype(int)
    m = C.CatBoost(P)
    try: m.fit(C.Pool(X[:TRAIN], label[:TRAIN]), verbose=False)
    except C.CatBoostError as e: return print("  %s: CatBoost refuses: %s" % (name, str(e)[-90:]))
    if g.random() < .2 and loss == "RMSE": m.set_scale_and_bias(1.5, -3.)
    if g.random() < .15 and loss == "RMSE" and "grow_policy" not in P: m = C.sum_models([m, m.copy()], weights=[.25, 1.5])
    m.save_model(file(folder, name, "json"), format="json"); J = json.load(open(file(folder, name, "json")))
    thresholds = [(f["flat_feature_index"], b) for f in J["features_info"]["float_features"] for b in f["borders"]]
    Z = trouble(g, X, [], thresholds); margin = oracles.as2d(m.predict(Z, prediction_type="RawFormulaVal", thread_count=1)); K = margin.shape[1]
    # CatBoost's values do not add up for Lossguide, leave out the second output, and are refused with a scale
    if "trees" in J or loss == "RMSEWithUncertainty" or J["scale_and_bias"][0] != 1:
        trees, K, bias = nested_trees(J) if "trees" in J else oracles.cat_trees(file(folder, name, "json"))
        phi, base = brute(trees, K, Z, F, bias)
    else:
        c = m.get_feature_importance(C.Pool(Z), type="ShapValues", thread_count=1); c = c.transpose(0, 2, 1) if c.ndim == 3 else c[:, :, None]
        phi, base = c[:, :F], c[0, F]
    case(folder, name, P, Z, margin, phi, base)


def xgb(folder, name, g):
    import xgboost as x
    X, y, cats = data(g, True); F = X.shape[1]; X = np.where(np.abs(X) > 1e30, 0, X); new = int(x.__version__.split(".")[0]) >= 3
    objective = str(g.choice(["reg:squarederror", "reg:squarederror", "binary:logistic", "binary:logitraw", "reg:logistic", "multi:softprob", "multi:softmax", "count:poisson", "reg:gamma", "reg:tweedie", "reg:absoluteerror", "reg:pseudohubererror", "reg:squaredlogerror", "rank:ndcg", "rank:pairwise", "rank:map", "survival:cox", "survival:aft", "binary:hinge", "reg:quantileerror", "reg:expectileerror", "multi-target"]))
    P = dict(nthread=1, seed=int(g.integers(100)), verbosity=0, objective="reg:squarederror" if objective == "multi-target" else objective)
    P.update(pick(g, max_depth=[0, 1, 3, 6, 10, 20], eta=[.05, .3, 1.], tree_method=["hist", "exact", "approx"], subsample=[.5], colsample_bynode=[.5], min_child_weight=[0, 1, 20], gamma=[0., .1, 1e9], reg_lambda=[0., 10.], num_parallel_tree=[3], grow_policy=["lossguide"], max_leaves=[3, 20],
                  max_bin=[8, 256], base_score=[.3, .7], max_cat_to_onehot=[1, 5, 100], max_cat_threshold=[2, 64]))
    if P.get("max_depth") == 0 and P.get("tree_method") == "exact": P["max_depth"] = 4
    if P.get("max_depth") == 0: P["max_leaves"] = 12
    if P.get("tree_method") == "exact": P.pop("grow_policy", 0); P.pop("max_leaves", 0)
    if g.random() < .25: P.update(booster="dart", rate_drop=.4, **pick(g, skip_drop=[.5], normalize_type=["forest"], sample_type=["weighted"], one_drop=[1]))
    label, K = y, 1
    if objective in ("binary:logistic", "binary:logitraw", "binary:hinge"): label = (y > np.median(y)).astype(float)
    elif objective == "reg:logistic": label = 1 / (1 + np.exp(-y))
    elif objective.startswith("multi:"): K = int(g.integers(2, 5)); label = bins(y, K); P["num_class"] = K
    elif objective in ("count:poisson", "reg:gamma", "reg:tweedie", "survival:cox", "survival:aft", "reg:squaredlogerror"): label = positive(y)
    elif objective.startswith("rank"): label = bins(y, 2 if objective == "rank:map" else 3)
    elif objective == "reg:quantileerror": K = int(g.integers(1, 4)); P["quantile_alpha"] = np.linspace(.2, .8, K) if K > 1 else .5
    elif objective == "reg:expectileerror": K = int(g.integers(1, 4)); P["expectile_alpha"] = np.linspace(.2, .8, K) if K > 1 else .5
    elif objective == "multi-target": label = np.stack([y, -y, y ** 2], 1); P.update(pick(g, multi_strategy=["multi_output_tree"]))
    if P.get("multi_strategy"): P["tree_method"] = "hist"; P.pop("booster", 0)
    used = cats if g.random() < .7 and P.get("tree_method") != "exact" and not P.get("multi_strategy") else []
    kinds = ["c" if j in used else "q" for j in range(F)]; rows = lambda A: np.where(np.isin(np.arange(F), used)[None] & ~(A >= 0), np.nan, A) if used else A
    D = lambda A, **k: x.DMatrix(A, feature_types=kinds, enable_categorical=bool(used), nthread=1, **k)
    d = D(rows(X[:TRAIN]))
    if objective == "survival:aft": d.set_float_info("label_lower_bound", label[:TRAIN]); d.set_float_info("label_upper_bound", np.where(y[:TRAIN] > 0, np.inf, label[:TRAIN]))
    else: d.set_label(label[:TRAIN])
    if objective.startswith("rank"): d.set_group([50] * (TRAIN // 50))
    try: b = x.train(P, d, int(g.choice([1, 3, 15])))
    except x.core.XGBoostError as e: return print("  %s: XGBoost refuses: %s" % (name, str(e).split("Check failed:")[-1].strip()[:90]))
    ending = str(g.choice(["json", "ubj"])); b.save_model(file(folder, name, ending)); tmp = os.path.join(folder, name, "tmp.json"); b.save_model(tmp)
    trees, K, b0 = oracles.xgb_trees(tmp); os.remove(tmp)
    thresholds = [(int(t.feat[i]), float(t.thr[i])) for t in trees for i in range(len(t.left)) if t.left[i] >= 0 and np.isfinite(t.thr[i])]
    Z = trouble(g, X, used, thresholds, infinite=False)
    try: margin = b.predict(D(Z), output_margin=True, strict_shape=True).reshape(len(Z), -1)
    except x.core.XGBoostError: Z = rows(Z); margin = b.predict(D(Z), output_margin=True, strict_shape=True).reshape(len(Z), -1)     # checks categories itself
    phi = base = None
    try: c = b.predict(D(Z), pred_contribs=True, strict_shape=True).reshape(len(Z), K, F + 1).transpose(0, 2, 1); phi, base = c[:, :F], c[0, F]
    except x.core.XGBoostError: pass
    predict = None if objective == "multi:softmax" else b.predict(D(Z), strict_shape=True).reshape(len(Z), -1)
    case(folder, name, dict(P, kinds="".join(kinds), ending=ending, version=x.__version__), Z, margin, phi, base, predict=predict)


def nam(folder, name, g):
    """Rows of a data frame with categories by name, which our side gets as CSV."""
    import pandas as pd
    F = int(g.integers(1, 6)); n = TRAIN + ROWS; d = os.path.join(folder, name); os.makedirs(d, exist_ok=True)
    words = ["oslo", "NA", "new york", "é", "a,b", "x=\"1\"", " padded ", "007", "10", "2e3", "true", "None", "-"] + ["w%d" % i for i in range(200)]
    trained, seen = {}, {}
    library = str(g.choice(["xgb", "lgb"])); y = g.normal(size=n)
    for j in range(F):
        kind = g.integers(0, 4); k = int(g.choice([1, 2, 5, 40]))
        values = g.permutation(words)[:k].tolist() if kind == 0 else g.permutation(500)[:k].tolist() if kind == 1 else (g.permutation(50)[:k] / 4).tolist() if kind == 2 and library == "lgb" else None
        if values is None: trained["c%d" % j] = np.round(g.normal(size=n), 3); continue
        codes = g.integers(0, k, n); y = y + g.normal(size=k)[codes]; column = pd.Series([values[i] for i in codes], dtype=pd.CategoricalDtype(values)); column[g.random(n) < .05] = None
        trained["c%d" % j] = column; seen["c%d" % j] = values
    if not seen: return print("  %s: no categories" % name)
    trained = pd.DataFrame(trained); rows = trained[TRAIN:].copy(); codes = rows.copy()
    if library == "lgb":
        import lightgbm as L
        if g.random() < .5:
            for c in seen: rows[c] = rows[c].cat.add_categories([9999 if isinstance(seen[c][0], (int, float)) else "unseen"]); rows.loc[g.random(len(rows)) < .1, c] = rows[c].cat.categories[-1]
        b = L.train(dict(verbose=-1, num_threads=1, min_data_in_leaf=3, min_data_per_group=3, cat_smooth=1, seed=1), L.Dataset(trained[:TRAIN], y[:TRAIN]), 8); b.save_model(file(folder, name, "txt"))
        margin = b.predict(rows, raw_score=True); c = b.predict(rows, pred_contrib=True)
    else:
        import xgboost as x
        b = x.train(dict(max_depth=4, nthread=1, max_cat_to_onehot=int(g.choice([1, 5]))), x.DMatrix(trained[:TRAIN], y[:TRAIN], enable_categorical=True, nthread=1), 8); b.save_model(file(folder, name, str(g.choice(["json", "ubj"]))))
        D = x.DMatrix(rows, enable_categorical=True, nthread=1); margin = b.predict(D, output_margin=True); c = b.predict(D, pred_contribs=True)
    rows.to_csv(d + "/rows.csv", index=False)
    case(folder, name, dict(library=library, categories={k: v[:5] for k, v in seen.items()}), None, margin[:, None], c[:, :-1, None], c[0, -1:])


def make(library, folder, seed):
    name = "%s_%d" % (library, seed)
    globals()[library](folder, name, np.random.default_rng(seed))
