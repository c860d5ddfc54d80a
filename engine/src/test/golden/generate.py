#!/usr/bin/env python3
"""Golden reference cases for a tree-SHAP engine.  usage: generate.py DEST [--only PREFIX]   (layout: README.md beside this file)

The oracles (brute force) are in oracles.py.
Our scikit-learn JSON ("format": "sklearn-trees", "version": 1), written by export_sklearn():
  kind, n_features, n_outputs (width of the margin), classes (or null), aggregation "mean" | "sum", learning_rate (multiply every
  value by it), init [n_outputs] (added once), normalize (true: divide every value row by its sum before use),
  input_dtype "float32" (round x to float32, then compare) | "float64";
  trees: [{output: k (value rows have 1 entry, for output k) or -1 (value rows have n_outputs entries), children_left, children_right
  (-1 = leaf), feature, threshold (x <= threshold goes left), value [[..]], n_node_samples, weighted_n_node_samples (= covers),
  missing_go_to_left [0/1] (NaN), categories_left: null | per node null or [category values that go left]}];
  known_categories: null | {feature: [..]}: at a categorical node a known category not in categories_left goes right, NaN and
  unknown ones go as missing_go_to_left says. HistGradientBoosting: covers = count, learning_rate is already in the values (1.0 here).
"""
import json, math, os, subprocess, sys, warnings
import numpy as np
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from oracles import *
warnings.filterwarnings("ignore")
DATA = os.environ.get("GOLDEN_DATA", "data")   # holds cal_housing.arff (StatLib) and adult.data (UCI)
OLD = {"2.1": os.environ.get("GOLDEN_PY_XGB21", "python-xgb21"),      # xgboost 2.1.4: scalar base_score
       "3.2": os.environ.get("GOLDEN_PY_XGB32", "python-xgb32")}      # xgboost 3.2.0: gradient_booster.gbtree for dart
DEST = "."

# ---------------------------------------------------------------- writing a case
def emit(name, ext, X, margin, shap=None, base=None, trees=None, K=1, base_margin=None, predict=None, bg=None, link=None, inter=None,
         tol=1e-5, rows_i=100, shap_i=None, pkg=None, lib="", how=None, notes=(), **info):
    """model.<ext> is already in place. shap [n,F(,K)], base [K]; trees: parsed ones for the oracle; predict: margin function for gold"""
    d = os.path.join(DEST, name); n, F = X.shape; A = {}; how = dict(how or {}); squeeze = K == 1; chk = {}; notes = list(notes)
    np.save(d + "/X.npy", np.ascontiguousarray(X, float)); A["margin"] = np.asarray(margin, float).reshape(n, K)
    scale = max(np.abs(A["margin"]).max(), 1e-6)
    names = info.pop("feature_names", None) or ["f%d" % i for i in range(F)]; json.dump(names, open(d + "/feature_names.json", "w"))
    if trees is not None and F <= 10:
        rows = max(20, min(n, int(4e8 / (sum(len(t.left) for t in trees) * 2 ** F)))); rows = min(rows, n)
        v = v_covers(trees, K, X[:rows], F, base_margin if base_margin is not None else 0.); ex = shapley(v, F).transpose(0, 2, 1)
        chk["oracle_rows"] = rows; chk["margin_vs_parsed_trees"] = float(np.abs(v[-1] - A["margin"][:rows]).max())
        if shap is None:
            assert chk["margin_vs_parsed_trees"] < .1 * tol * max(scale, 1), "the oracle does not read this model right"
            rows_all = v_covers(trees, K, X, F, base_margin) if rows < n else v
            shap, base = shapley(rows_all, F).transpose(0, 2, 1), v[0, 0]; how["shap"] = "own brute force over 2^F with the file's covers (double)"
        if pkg is not None: chk["shap_package_path_dependent_error"] = {"tie_rows": float(np.abs(pkg[:TIES] - ex[:TIES]).max()), "other_rows": float(np.abs(pkg[TIES:rows] - ex[TIES:rows]).max())}
        chk["shap_vs_brute_force"] = float(np.abs(np.asarray(shap).reshape(n, F, K)[:rows] - ex).max())
        chk["base_vs_brute_force"] = float(np.abs(np.asarray(base).reshape(K) - v[0, 0]).max())
        if inter is True or inter is not None:
            I = shapley_interactions(v[:, :100], F).transpose(0, 2, 3, 1)
            if inter is True: inter = I; how["interactions"] = "own brute force over 2^F (double)"
            else: chk["interactions_vs_brute_force"] = float(np.abs(np.asarray(inter)[:100].reshape(-1, F, F, K)[:len(I)] - I).max())
    if shap is not None:
        A["shap"] = np.asarray(shap, float).reshape(n, F, K); A["base"] = np.asarray(base, float).reshape(K)
        chk["additivity_max_error"] = float(np.abs(A["shap"].sum(1) + A["base"] - A["margin"]).max())
    if inter is not None: A["interactions"] = np.asarray(inter, float)[:100].reshape(-1, F, F, K)
    if bg is not None:
        np.save(d + "/background.npy", np.ascontiguousarray(bg, float))
        if predict is not None and F <= 10:
            phi, b, pr = gold_interventional(predict, X[:rows_i], bg, F, link); how["shap_interventional"] = "gold: brute force through the library's predict"
            if isinstance(shap_i, str): chk["shap_package_interventional"] = shap_i
            elif shap_i is not None:
                q = np.asarray(shap_i[0])[:rows_i]; e = np.abs(q.reshape(phi.shape) - phi) if q.size == phi.size else None
                chk["shap_package_interventional_error"] = "wrong shape %s" % (q.shape,) if e is None else {"tie_rows": float(e[:TIES].max()), "other_rows": float(e[min(TIES, len(e) - 1):].max())}
            if pr:
                A["shap_interventional_proba"], A["base_interventional_proba"], chk["proba_rule_vs_exact_probability_game"] = pr
        else:
            phi, b = np.asarray(shap_i[0])[:rows_i].reshape(-1, F, K), shap_i[1]; how["shap_interventional"] = "shap.TreeExplainer(data=background)"
        A["shap_interventional"], A["base_interventional"] = phi, np.asarray(b, float).reshape(K)
        if predict is not None: chk["interventional_additivity"] = float(np.abs(phi.sum(1) + A["base_interventional"] - A["margin"][:len(phi)]).max())
    for k, a in A.items(): np.save("%s/%s.npy" % (d, k), a[..., 0] if squeeze and a.ndim > 1 else a)
    dev = max(chk.get("shap_vs_brute_force", 0), chk.get("base_vs_brute_force", 0), chk.get("additivity_max_error", 0)) / scale
    double = lib.split()[0] in ("lightgbm", "scikit-learn", "catboost"); T, strict = {}, {}
    for k in A:
        by_shap = "interventional" in k and "shap." in how.get("shap_interventional", ""); floor = max(4 * dev, 4 * chk.get("interventional_additivity", 0) / scale if by_shap else 0)
        T[k], strict[k] = float("%.1e" % max(tol, floor)), float("%.1e" % max(1e-9 if double and not by_shap else 2e-6, floor))
    json.dump(dict(case=name, model="model." + ext, library=lib, expect="values", n_rows=n, n_features=F, n_outputs=K, tolerance_scaled=T, tolerance_strict=strict, arrays={k: list(np.shape(a[..., 0] if squeeze and a.ndim > 1 else a)) for k, a in A.items()},
                   how=how, checks=chk, notes=notes, **info), open(d + "/case.json", "w"), indent=1)
    print("%-26s" % name, "  ".join("%s %s" % (k, "%.1e" % x if isinstance(x, float) else "%.1e/%.1e" % tuple(x.values()) if isinstance(x, dict) else x) for k, x in chk.items()), flush=True)

def folder(name):
    os.makedirs(os.path.join(DEST, name), exist_ok=True)
    return os.path.join(DEST, name, "model.")

def refuse(name, ext, lib, why):
    json.dump(dict(case=name, model="model." + ext, library=lib, expect="refuse", notes=[why]), open(os.path.join(DEST, name, "case.json"), "w"), indent=1)
    print("%-28s refuse: %s" % (name, why))

def data(seed, n, F, nan=0., cats=(), zero=0., ncat=6):
    """features in mixed scales, optional NaN, zeros and integer category columns; y is a non-additive function"""
    g = np.random.default_rng(seed); X = g.normal(size=(n, F)) * np.exp(g.normal(size=F) * .7); y = np.zeros(n)
    for c in cats: X[:, c] = g.integers(0, ncat, n)
    if zero: X[g.random((n, F)) < zero] = 0.
    for k in range(F): y += g.normal() * (np.sin(X[:, k] * 1.3) if k not in cats else np.array(g.normal(size=ncat))[X[:, k].astype(int)])
    y += X[:, 0] / X[:, 0].std() * np.tanh(X[:, F - 1]) + .1 * g.normal(size=n)
    if nan: X[g.random((n, F)) < nan] = np.nan
    return X, y

TIES = 24
def add_ties(X, trees, rows=TIES, seed=3):
    """put exact thresholds and their double and float32 neighbours into the first rows: <, <= and the rounding of x then matter"""
    g = np.random.default_rng(seed)
    for r in range(rows):
        t = trees[g.integers(len(trees))]; nodes = [i for i in range(len(t.left)) if t.left[i] >= 0 and abs(t.thr[i]) < 1e30]
        if nodes:
            i = nodes[g.integers(len(nodes))]; h = float(t.thr[i]); f = np.float32(h)
            X[r, t.feat[i]] = [h, np.nextafter(h, -9e9), np.nextafter(h, 9e9), np.nextafter(f, np.float32(-9e9)), np.nextafter(f, np.float32(9e9))][r % 5]

NOMULTI = "not called: takes a multiclass booster of this library as single-output (values [n,F]; with CatBoost the heap gets corrupted)"
def try_shap(model, X, bg, **k):
    """shap's interventional values, or None where it refuses; base [K]"""
    try:
        import shap
        e = shap.TreeExplainer(model, data=bg, feature_perturbation="interventional", **k)
        return e.shap_values(X, check_additivity=False), e.expected_value
    except Exception as x:
        return "refused: " + " ".join(str(x).split())[:90]

# ---------------------------------------------------------------- families
def xgb_case(name, params, X, y, rounds=20, n=240, fmt="json", ft=None, nbg=40, inter=False, link=None, notes=(), ties=True, tol=1e-5, dm=None, evals=False, test=None, **kw):
    import xgboost as xgb
    D = lambda A, **k: xgb.DMatrix(np.asarray(A, float), feature_types=ft, enable_categorical=ft is not None, nthread=2, **k)
    tr = D(X[n + nbg:]); lab = y[n + nbg:]; F = X.shape[1]
    (dm or (lambda d, l: d.set_label(l)))(tr, lab); dv = D(X[:n]); (dm or (lambda d, l: d.set_label(l)))(dv, y[:n])
    b = xgb.train(dict(dict(nthread=2, seed=1, tree_method="hist", verbosity=0), **params), tr, rounds, **(dict(evals=[(dv, "v")], early_stopping_rounds=3, verbose_eval=False) if evals else {}))
    p = folder(name); b.save_model(p + fmt); tmp = "/tmp/golden_%d.json" % os.getpid(); b.save_model(tmp)
    trees, K, b0 = xgb_trees(tmp); Xt, bg = X[:n].copy(), X[n:n + nbg]
    if test: test(Xt)
    if ties and Xt.shape[1] <= 10: add_ties(Xt, trees)
    pred = lambda A: b.predict(D(A), output_margin=True, strict_shape=True).reshape(len(A), -1)
    c = it = base = None
    try:
        c = b.predict(D(Xt), pred_contribs=True, strict_shape=True).reshape(n, K, F + 1).transpose(0, 2, 1).astype(float); c, base = c[:, :F], c[0, F]
        if inter: it = b.predict(D(Xt[:100]), pred_interactions=True, strict_shape=True).reshape(-1, K, F + 1, F + 1)[:, :, :F, :F].transpose(0, 2, 3, 1)
    except xgb.core.XGBoostError as x:
        notes = [*notes, "XGBoost %s refuses: %s" % (xgb.__version__, str(x).split("Check failed:")[-1].split("\n")[0].strip()[:140])]
    m = pred(Xt)
    if evals: bm = [float(q) for q in b.predict(D(Xt[:5]), output_margin=True, iteration_range=(0, b.best_iteration + 1))]; kw.update(best_iteration=b.best_iteration, margin_first_5_rows_at_best_iteration=bm)
    emit(name, fmt, Xt, m, c, base, trees, K, b0, pred, bg if nbg else None, link, it, tol, lib="xgboost " + xgb.__version__, objective=params.get("objective"),
         shap_i=try_shap(b, Xt[:100], bg) if nbg and ft is None else None, how=dict(margin="predict(output_margin=True), all trees", shap="predict(pred_contribs=True)", interactions="predict(pred_interactions=True), bias row and column dropped"), notes=notes, **kw)
    return b

def lgb_case(name, params, X, y, rounds=20, n=240, cats=(), nbg=40, inter=False, link=None, notes=(), ties=True, tol=1e-5, K=1, test=None, w=None, **kw):
    import lightgbm as lgb
    F = X.shape[1]; P = dict(dict(verbose=-1, num_threads=2, seed=1, deterministic=True, learning_rate=.1, min_data_in_leaf=10), **params)
    b = lgb.train(P, lgb.Dataset(X[n + nbg:], y[n + nbg:], weight=w, categorical_feature=list(cats), params=dict(P)), rounds); p = folder(name); b.save_model(p + "txt")
    b = lgb.Booster(model_file=p + "txt"); trees = lgb_trees(b, K); Xt, bg = X[:n].copy(), X[n:n + nbg]
    if test: test(Xt)
    if ties and Xt.shape[1] <= 10: add_ties(Xt, trees)
    rf = P.get("boosting") == "rf"; pred = lambda A: b.predict(A, raw_score=True).reshape(len(A), -1) / (len(trees) // K if rf else 1)
    c = b.predict(Xt, pred_contrib=True).reshape(n, K, F + 1).transpose(0, 2, 1); how = dict(margin="predict(raw_score=True)", shap="predict(pred_contrib=True)")
    if rf:
        np.save(p[:-6] + "shap_library.npy", c); c = c / (len(trees) // K); notes = [*notes, "average_output: LightGBM's pred_contrib AND raw_score=True are the SUM over trees, only plain predict() is the mean; every array here is divided by the number of trees; shap_library.npy is pred_contrib as it came (last column = base)"]
    emit(name, "txt", Xt, pred(Xt), c[:, :F], c[0, F], trees, K, 0., pred, bg if nbg else None, link, True if inter else None, tol, lib="lightgbm " + lgb.__version__, objective=P.get("objective"),
         shap_i=NOMULTI if K > 1 else try_shap(b, Xt[:100], bg) if nbg and not cats else None, how=how, notes=notes, **kw)

def export_sklearn(m):
    """the schema is at the head of this file"""
    kind = type(m).__name__; J = dict(format="sklearn-trees", version=1, kind=kind, n_features=int(m.n_features_in_), classes=[c.item() for c in m.classes_] if hasattr(m, "classes_") else None,
        aggregation="mean", learning_rate=1., init=None, normalize=kind.endswith("Classifier"), input_dtype="float32", trees=[], known_categories=None)
    def tree(t, out, mlr=1.):
        J["trees"].append(dict(output=out, children_left=t.children_left.tolist(), children_right=t.children_right.tolist(), feature=t.feature.tolist(), threshold=t.threshold.tolist(),
            value=t.value.reshape(t.node_count, -1).tolist(), n_node_samples=t.n_node_samples.tolist(), weighted_n_node_samples=t.weighted_n_node_samples.tolist(), missing_go_to_left=t.missing_go_to_left.tolist(), categories_left=None))
    if kind.startswith("HistGradientBoosting"):
        J.update(aggregation="sum", normalize=False, input_dtype="float64"); ic = m.is_categorical_ if m.is_categorical_ is not None else np.zeros(m.n_features_in_, bool)
        order = list(np.where(ic)[0]) + list(np.where(~ic)[0]); vals = m._preprocessor.named_transformers_["encoder"].categories_ if ic.any() else []   # sklearn moves categoricals first
        vals = [[float(q) for q in c if q == q] for c in vals]; J["known_categories"] = {str(order[i]): c for i, c in enumerate(vals)} or None
        for it in m._predictors:
            for k, p in enumerate(it):
                N = p.nodes; leaf = N["is_leaf"].astype(bool); isc = N["is_categorical"].astype(bool) & ~leaf
                cl = [[c for q, c in enumerate(vals[N["feature_idx"][i]]) if p.raw_left_cat_bitsets[N["bitset_idx"][i]][q >> 5] >> (q & 31) & 1] if isc[i] else None for i in range(len(N))]
                J["trees"].append(dict(output=k, children_left=np.where(leaf, -1, N["left"].astype(int)).tolist(), children_right=np.where(leaf, -1, N["right"].astype(int)).tolist(), feature=[-2 if leaf[i] else int(order[N["feature_idx"][i]]) for i in range(len(N))],
                    threshold=[None if isc[i] else float(N["num_threshold"][i]) for i in range(len(N))], value=N["value"][:, None].tolist(), n_node_samples=N["count"].tolist(), weighted_n_node_samples=N["count"].astype(float).tolist(), missing_go_to_left=N["missing_go_to_left"].tolist(), categories_left=cl if isc.any() else None))
        init = m._baseline_prediction.ravel().tolist()
    elif kind.startswith("GradientBoosting"):
        J.update(aggregation="sum", normalize=False, learning_rate=float(m.learning_rate))
        for row in m.estimators_:
            for k, e in enumerate(row): tree(e.tree_, k)
        init = m._raw_predict_init(np.zeros((1, m.n_features_in_), np.float32)).ravel().tolist()
    else:
        for e in getattr(m, "estimators_", [m]): tree(e.tree_, -1)
        init = [0.] * len(J["trees"][0]["value"][0])
    J.update(init=init, n_outputs=len(init))
    return J

def skl_case(name, m, X, y, n=240, nbg=40, inter=False, link=None, notes=(), ties=True, tol=1e-5, test=None, **kw):
    import sklearn
    m.fit(X[n + nbg:], y[n + nbg:]); J = export_sklearn(m); json.dump(J, open(folder(name) + "json", "w")); K = J["n_outputs"]; trees = skl_trees(J); Xt, bg = X[:n].copy(), X[n:n + nbg]
    for t in trees: t.thr = [math.nan if h is None else h for h in t.thr]
    if test: test(Xt)
    if ties and Xt.shape[1] <= 10: add_ties(Xt, trees)
    raw = "predict_proba" if J["normalize"] else "decision_function" if J["classes"] else "predict"; pred = lambda A: as2d(getattr(m, raw)(A)); c = base = pkg = None; how = dict(margin=raw)
    try:
        import shap
        assert not J["known_categories"]; e = shap.TreeExplainer(m, feature_perturbation="tree_path_dependent"); c = np.asarray(e.shap_values(Xt, check_additivity=False)).reshape(n, -1, K); base = np.asarray(e.expected_value).reshape(K)
        if X.shape[1] <= 10: pkg, c, base = c, None, None                   # the brute force is the golden one, the package only compared
        else: how["shap"] = "shap %s TreeExplainer tree_path_dependent" % shap.__version__
    except Exception as x:
        notes = [*notes, "shap refuses or is wrong here: " + (str(x)[:100] or "categorical splits")]
    emit(name, "json", Xt, pred(Xt), c, base, trees, K, J["init"], pred, bg if nbg else None, link, True if inter else None, tol, lib="scikit-learn " + sklearn.__version__, objective=J["kind"], how=how, notes=notes,
         shap_i=try_shap(m, Xt[:100], bg) if nbg and not J["known_categories"] else None, pkg=pkg, **kw)
    return m

def cat_case(name, m, X, y, n=240, nbg=40, inter=False, link=None, notes=(), ties=True, tol=1e-5, **kw):
    import catboost
    m.set_params(allow_writing_files=False); m.fit(X[n + nbg:], y[n + nbg:], verbose=False); p = folder(name); m.save_model(p + "json", format="json"); trees, K, b0 = cat_trees(p + "json"); Xt, bg = X[:n].copy(), X[n:n + nbg]; F = X.shape[1]
    if ties and Xt.shape[1] <= 10: add_ties(Xt, trees)
    pred = lambda A: as2d(m.predict(A, prediction_type="RawFormulaVal", thread_count=2)); c = m.get_feature_importance(catboost.Pool(Xt), type="ShapValues", thread_count=2)
    c = c.transpose(0, 2, 1) if c.ndim == 3 else c[:, :, None]
    emit(name, "json", Xt, pred(Xt), c[:, :F], c[0, F], trees, K, b0, pred, bg if nbg else None, link, True if inter else None, tol, lib="catboost " + catboost.__version__, objective=str(m.get_params().get("loss_function") or type(m).__name__),
         shap_i=NOMULTI if K > 1 else try_shap(m, Xt[:100], bg) if nbg else None, how=dict(margin="predict(RawFormulaVal)", shap="get_feature_importance(ShapValues)"), notes=notes, **kw)
    return m

def onnx_case(name, model, X, K, raw, n=240, nbg=40, link=None, notes=(), tol=1e-5, **kw):
    """model: onnx ModelProto; raw: outputs of onnxruntime -> margin [n,K] (before the post transform)"""
    import onnxruntime as ort
    open(folder(name) + "onnx", "wb").write(model.SerializeToString()); s = ort.InferenceSession(model.SerializeToString()); i = s.get_inputs()[0].name
    f64 = "double" in s.get_inputs()[0].type; pred = lambda A: as2d(raw(s.run(None, {i: A.astype(np.float64 if f64 else np.float32)}))).astype(float)
    emit(name, "onnx", X[:n], pred(X[:n]), K=K, predict=pred, bg=X[n:n + nbg], link=link, tol=tol, lib="onnxruntime " + ort.__version__, how=dict(margin="onnxruntime, before the post transform"), notes=["ONNX keeps no covers: no path-dependent SHAP", *notes], **kw)

def onnx_v5(trees, K, base):
    """ONNX TreeEnsemble (ai.onnx.ml 5) with BRANCH_LT nodes from parsed numeric XGBoost trees; the base goes into a one-leaf-pair tree"""
    from onnx import helper as H, TensorProto as T
    n = {k: [] for k in "mode feat split tn tl fn fl miss".split()}; roots, lt, lw = [], [], []
    def leaf(k, w): lt.append(k); lw.append(w); return len(lt) - 1, 1
    def node(f, thr, miss):
        for k, v in zip(n, (1, f, thr, 0, 0, 0, 0, miss)): n[k].append(v)
        return len(n["mode"]) - 1
    def build(t, i):
        if t.left[i] < 0: return leaf(t.outs[0], t.value[i][0])
        me = node(t.feat[i], t.thr[i], int(bool(t.go(i, np.full((1, 512), np.nan))[0])))
        n["tn"][me], n["tl"][me] = build(t, t.left[i]); n["fn"][me], n["fl"][me] = build(t, t.right[i]); return me, 0
    for t in trees:
        if t.left[0] >= 0: roots.append(build(t, 0)[0])
    for k in range(K):
        me = node(0, 0., 0); roots.append(me); n["tn"][me], n["tl"][me] = leaf(k, base[k]); n["fn"][me], n["fl"][me] = leaf(k, base[k])
    op = H.make_node("TreeEnsemble", ["x"], ["y"], domain="ai.onnx.ml", n_targets=K, aggregate_function=1, post_transform=0, tree_roots=roots, nodes_modes=H.make_tensor("m", T.UINT8, [len(n["mode"])], n["mode"]), nodes_featureids=n["feat"],
        nodes_splits=H.make_tensor("s", T.FLOAT, [len(n["split"])], n["split"]), nodes_truenodeids=n["tn"], nodes_trueleafs=n["tl"], nodes_falsenodeids=n["fn"], nodes_falseleafs=n["fl"], nodes_missing_value_tracks_true=n["miss"],
        leaf_targetids=lt, leaf_weights=H.make_tensor("w", T.FLOAT, [len(lw)], lw))
    g = H.make_graph([op], "g", [H.make_tensor_value_info("x", T.FLOAT, [None, None])], [H.make_tensor_value_info("y", T.FLOAT, [None, K])])
    return H.make_model(g, opset_imports=[H.make_opsetid("ai.onnx.ml", 5), H.make_opsetid("", 21)], ir_version=10)

# ---------------------------------------------------------------- the developers' cases
def arff():
    A = np.array([[float(q) for q in l.split(",")] for l in open(DATA + "/cal_housing.arff") if l.strip() and l[0] not in "%@"])
    return A[np.random.default_rng(5).permutation(len(A))]                                   # last column = median house value

ADULT = "age workclass fnlwgt education education_num marital_status occupation relationship race sex capital_gain capital_loss hours_per_week native_country".split()
def adult():
    """columns as in the file; words -> rank of the word in sorted order of all but "?", "?" -> NaN"""
    R = [[q.strip() for q in l.split(",")] for l in open(DATA + "/adult.data") if l.count(",") == 14]; X = np.zeros((len(R), 14))
    for j in range(14):
        col = [r[j] for r in R]; num = all(c.lstrip("-").isdigit() for c in col); w = {c: i for i, c in enumerate(sorted(set(col) - {"?"}))}
        X[:, j] = [float(c) if num else w.get(c, math.nan) for c in col]
    p = np.random.default_rng(6).permutation(len(R))
    return X[p], np.array([r[14].startswith(">50K") for r in R], float)[p]

def bins(y, k): return np.digitize(y, np.quantile(y, np.arange(1, k) / k)).astype(float)
def pos(y): return np.exp((y - y.mean()) / y.std() * .7)
def put(X, *cells):
    for r, c, v in cells: X[r, c] = v
def aft(d, l): d.set_float_info("label_lower_bound", pos(l)); d.set_float_info("label_upper_bound", np.where(l > np.median(l), np.inf, pos(l)))
OPT = dict(learning_rate=.3)

def dev_xgb():
    A, B = dict(seed=11, n=2280, F=6), dict(seed=12, n=2280, F=8)
    X, y = data(**A); U, u = data(**B); N, v = data(13, 2280, 7, nan=.15); C, w = data(14, 2280, 6, nan=.05, cats=(1, 3), ncat=12); ft = ["q", "c", "q", "c", "q", "q"]
    unseen = lambda X: put(X, (30, 1, 40), (31, 3, 12), (32, 1, 0), (33, 1, np.nan), (34, 3, np.nan))
    yield "xgb_reg_d3", lambda k: xgb_case(k, dict(max_depth=3), X, y, 30, inter=True)
    yield "xgb_reg_d8", lambda k: xgb_case(k, dict(max_depth=8, eta=.1), U, u * 1000, 15, tol=2e-5)
    yield "xgb_binary_nan", lambda k: xgb_case(k, dict(objective="binary:logistic", max_depth=4), N, v > np.median(v), 20, inter=True, link=sigmoid)
    yield "xgb_binary_base02", lambda k: xgb_case(k, dict(objective="binary:logistic", max_depth=4, base_score=.2), X, y > np.quantile(y, .6), 20, link=sigmoid)
    yield "xgb_softprob4", lambda k: xgb_case(k, dict(objective="multi:softprob", num_class=4, max_depth=3), X, bins(y, 4), 10, inter=True)
    yield "xgb_poisson", lambda k: xgb_case(k, dict(objective="count:poisson", max_depth=3), X, np.floor(pos(y) * 3), 20, link=np.exp)
    yield "xgb_tweedie", lambda k: xgb_case(k, dict(objective="reg:tweedie", max_depth=4), X, np.maximum(pos(y) - .8, 0), 15)
    yield "xgb_aft", lambda k: xgb_case(k, dict(objective="survival:aft", max_depth=3), X, y, 20, dm=aft)
    dart = dict(booster="dart", rate_drop=.3, max_depth=4)
    yield "xgb_dart", lambda k: xgb_case(k, dart, N, v, 20, notes=["weight_drop in gradient_booster.model (3.4 layout)"])
    yield "xgb_v32_dart", lambda k: xgb_case(k, dict(dart, objective="binary:logistic"), N, v > 0, 20, notes=["weight_drop beside gradient_booster.gbtree (old layout)"])
    yield "xgb_v21_binary", lambda k: xgb_case(k, dict(objective="binary:logistic", max_depth=4), N, v > np.quantile(v, .7), 20, notes=["base_score is a scalar string"])
    yield "xgb_v21_softprob_ubj", lambda k: xgb_case(k, dict(objective="multi:softprob", num_class=3, max_depth=3), X, bins(y, 3), 8, fmt="ubj")
    yield "xgb_rf_parallel", lambda k: xgb_case(k, dict(num_parallel_tree=4, subsample=.6, colsample_bynode=.7, max_depth=4), X, y, 4)
    yield "xgb_cat_partition", lambda k: xgb_case(k, dict(max_depth=4, max_cat_to_onehot=1), C, w, 15, ft=ft, test=unseen, inter=True, notes=["rows 30, 31: categories not seen in training"])
    yield "xgb_cat_onehot", lambda k: xgb_case(k, dict(objective="binary:logistic", max_depth=4, max_cat_to_onehot=100), C, w > 0, 15, ft=ft, test=unseen)
    yield "xgb_cat_ubj", lambda k: xgb_case(k, dict(max_depth=4, max_cat_to_onehot=4), C, w, 10, ft=ft, fmt="ubj", test=unseen)
    yield "xgb_ubj_softprob", lambda k: xgb_case(k, dict(objective="multi:softprob", num_class=3, max_depth=4), N, bins(v, 3), 8, fmt="ubj")
    yield "xgb_constraints", lambda k: xgb_case(k, dict(max_depth=4, monotone_constraints="(1,0,-1,0,0,0)", interaction_constraints="[[0,1,2],[3,4,5]]"), X, y, 15, inter=True)
    D, d = data(15, 4280, 12)
    yield "xgb_deep16", lambda k: xgb_case(k, dict(max_depth=16, tree_method="exact", min_child_weight=3, eta=.5), D, d, 3, tol=2e-5, nbg=0)
    Y = np.stack([y, y ** 2, X[:, 3] * y], 1)
    yield "xgb_vector_leaf", lambda k: xgb_case(k, dict(max_depth=4, multi_strategy="multi_output_tree"), X, Y, 10, inter=True, notes=["vector leaves: a leaf's right_children entry is its row in leaf_weights"])
    yield "xgb_multi_target", lambda k: xgb_case(k, dict(max_depth=4), X, Y, 6, notes=["one tree per target, tree_info tells which"])
    yield "xgb_early_stop", lambda k: xgb_case(k, dict(max_depth=6, eta=.6), X, y, 60, evals=True, notes=["every array is for ALL trees; best_iteration is an attribute of the file"])
    yield "xgb_single_leaf", lambda k: xgb_case(k, dict(max_depth=3, gamma=1e9), X, y, 3, ties=False)
    yield "xgb_one_feature", lambda k: xgb_case(k, dict(max_depth=4), X[:, :1], y, 10)
    Q = U.copy(); Q[:, 3] = 7.; Q[:, 5] = 0.; E = np.sin(U[:, 0]) + U[:, 1] * U[:, 6]
    yield "xgb_unused_constant", lambda k: xgb_case(k, dict(max_depth=3, min_split_loss=.5), Q, E, 12, notes=["columns 3 and 5 are constant"])
    yield "xgb_dup_feature", lambda k: xgb_case(k, dict(max_depth=7), X[:, :2], y, 10, inter=True, notes=["two features, depth 7: each path repeats them"])
    W, z = data(16, 3000, 500); W[:, 40:] = np.where(np.random.default_rng(1).random(W[:, 40:].shape) < .9, 0, W[:, 40:])
    yield "xgb_wide500", lambda k: xgb_case(k, dict(max_depth=5, colsample_bytree=.2), W, z, 20, n=80, nbg=20)
    H = arff(); hot = dict(eta=.01, tree_method="hist", max_bin=256)
    yield "xgb_cal_housing_small", lambda k: xgb_case(k, dict(hot, max_depth=3), H[:, :8], H[:, 8], 10, n=250, tol=1e-5)
    yield "xgb_cal_housing_med_ubj", lambda k: xgb_case(k, dict(hot, max_depth=8), H[:, :8], H[:, 8], 100, n=250, nbg=20, fmt="ubj", tol=2e-5, rows_i=20)
    a, t = adult()
    yield "xgb_adult_100x6_ubj", lambda k: xgb_case(k, dict(objective="binary:logistic", max_depth=6), a, t, 100, n=250, nbg=0, fmt="ubj", feature_names=ADULT)
    def linear(k):
        import xgboost as xgb
        xgb.train(dict(booster="gblinear", verbosity=0), xgb.DMatrix(X, y), 3).save_model(folder(k) + "json"); refuse(k, "json", "xgboost " + xgb.__version__, "booster gblinear: no trees")
    yield "xgb_gblinear_refuse", linear

def dev_lgb():
    X, y = data(21, 2280, 6); N, v = data(22, 2280, 7, nan=.15); Z, z = data(23, 2280, 6, zero=.3, nan=.05); C, w = data(24, 4280, 6, nan=.05, cats=(1, 4), ncat=40)
    odd = lambda X: put(X, (30, 1, -1), (31, 1, 999), (32, 4, 3.7), (33, 4, np.nan), (34, 1, 0)); inf = lambda X: put(X, *((30 + i, i % 6, s * np.inf) for i in range(30) for s in [(-1) ** (i // 6)]))
    yield "lgb_reg", lambda k: lgb_case(k, dict(objective="regression", num_leaves=12), X, y, 25, inter=True)
    yield "lgb_binary_nan", lambda k: lgb_case(k, dict(objective="binary", num_leaves=15), N, v > 0, 20, link=sigmoid, inter=True)
    yield "lgb_zero_as_missing", lambda k: lgb_case(k, dict(objective="regression", zero_as_missing=True, num_leaves=15), Z, z, 20, test=lambda X: put(X, (30, 0, 1e-36), (31, 1, -1e-36), (32, 2, 1e-34), (33, 3, -0.)), notes=["|x| <= 1e-35 counts as zero"])
    yield "lgb_use_missing_false", lambda k: lgb_case(k, dict(objective="regression", use_missing=False, num_leaves=15), N, v, 20, notes=["missing type None: NaN is read as 0.0"])
    yield "lgb_nan_unseen", lambda k: lgb_case(k, dict(objective="regression", num_leaves=15), X, y, 20, test=lambda X: put(X, *((30 + i, i % 6, np.nan) for i in range(30))), notes=["no NaN in training, so missing type None, yet NaN in X: read as 0.0"])
    yield "lgb_multiclass3", lambda k: lgb_case(k, dict(objective="multiclass", num_class=3, num_leaves=8), N, bins(v, 3), 10, K=3, inter=True)
    yield "lgb_categorical", lambda k: lgb_case(k, dict(objective="regression", num_leaves=15, max_cat_to_onehot=4, min_data_per_group=20, cat_smooth=2.), C, w, 15, cats=(1, 4), test=odd, notes=["rows 30-33: -1, 999, 3.7 (truncated) and NaN as categories"])
    yield "lgb_dart", lambda k: lgb_case(k, dict(objective="regression", boosting="dart", drop_rate=.3, num_leaves=12), X, y, 20)
    yield "lgb_rf", lambda k: lgb_case(k, dict(objective="regression", boosting="rf", bagging_freq=1, bagging_fraction=.6, feature_fraction=.8, num_leaves=20), X, y, 12)
    yield "lgb_goss", lambda k: lgb_case(k, dict(objective="regression", data_sample_strategy="goss", num_leaves=12), X, y, 25)
    yield "lgb_poisson", lambda k: lgb_case(k, dict(objective="poisson", num_leaves=10), X, np.floor(pos(y) * 3), 20, link=np.exp)
    yield "lgb_leaves127", lambda k: lgb_case(k, dict(objective="regression", num_leaves=127, min_data_in_leaf=3), X, y, 10)
    yield "lgb_inf", lambda k: lgb_case(k, dict(objective="regression", num_leaves=15), X, y, 20, test=inf, notes=["rows 30-59 hold +inf or -inf"])
    yield "lgb_single_leaf", lambda k: lgb_case(k, dict(objective="regression", min_data_in_leaf=100000), X, y, 3, ties=False)
    a, t = adult()
    yield "lgb_adult_100", lambda k: lgb_case(k, dict(objective="binary", num_leaves=50, max_depth=6), a, t, 100, n=250, nbg=0, cats=(1, 3, 5, 6, 7, 8, 9, 13), feature_names=ADULT)
    def linear(k):
        import lightgbm as lgb
        lgb.train(dict(linear_tree=True, verbose=-1), lgb.Dataset(X, y, params=dict(linear_tree=True)), 3).save_model(folder(k) + "txt"); refuse(k, "txt", "lightgbm " + lgb.__version__, "linear_tree (is_linear=1)")
    yield "lgb_linear_refuse", linear

def dev_skl():
    from sklearn import ensemble as e, tree
    X, y = data(31, 1280, 6); N, v = data(32, 1280, 6, nan=.15); C, w = data(33, 1780, 6, nan=.05, cats=(2, 4), ncat=9)
    yield "skl_rf_reg", lambda k: skl_case(k, e.RandomForestRegressor(10, max_depth=6, random_state=1), X, y, inter=True)
    yield "skl_rf_clf2", lambda k: skl_case(k, e.RandomForestClassifier(10, max_depth=5, class_weight="balanced", random_state=1), X, y > 1)
    yield "skl_rf_clf3_nan", lambda k: skl_case(k, e.RandomForestClassifier(8, max_depth=5, random_state=1), N, bins(v, 3), notes=["NaN in X: missing_go_to_left"])
    yield "skl_extra_trees", lambda k: skl_case(k, e.ExtraTreesRegressor(10, max_depth=6, random_state=1), X, y)
    yield "skl_tree_clf", lambda k: skl_case(k, tree.DecisionTreeClassifier(max_depth=7, random_state=1), X, bins(y, 3))
    yield "skl_gb_reg", lambda k: skl_case(k, e.GradientBoostingRegressor(n_estimators=20, max_depth=3, random_state=1), X, y, inter=True)
    yield "skl_gb_clf2", lambda k: skl_case(k, e.GradientBoostingClassifier(n_estimators=15, max_depth=3, random_state=1), X, y > 0, link=sigmoid)
    yield "skl_gb_clf3", lambda k: skl_case(k, e.GradientBoostingClassifier(n_estimators=8, max_depth=3, random_state=1), X, bins(y, 3))
    yield "skl_hgb_reg_nan", lambda k: skl_case(k, e.HistGradientBoostingRegressor(max_iter=15, max_leaf_nodes=12, random_state=1), N, v)
    yield "skl_hgb_clf_cat", lambda k: skl_case(k, e.HistGradientBoostingClassifier(max_iter=12, max_leaf_nodes=12, categorical_features=[2, 4], random_state=1), C, w > 0, link=sigmoid, test=lambda X: put(X, (30, 2, 55), (31, 4, -3), (32, 2, np.nan)))

def dev_cat():
    import catboost as cb
    X, y = data(41, 2280, 6); N, v = data(42, 2280, 6, nan=.15)
    yield "cat_reg", lambda k: cat_case(k, cb.CatBoostRegressor(iterations=20, depth=4, random_seed=1, thread_count=2), X, y, inter=True)
    yield "cat_clf_nan", lambda k: cat_case(k, cb.CatBoostClassifier(iterations=15, depth=4, nan_mode="Max", random_seed=1, thread_count=2), N, v > 0, link=sigmoid)
    yield "cat_multiclass", lambda k: cat_case(k, cb.CatBoostClassifier(iterations=8, depth=3, loss_function="MultiClass", random_seed=1, thread_count=2), N, bins(v, 3))
    def ctr(k):
        c = [[str(int(q)) for q in r[:2]] + list(map(float, r[2:])) for r in X * 2]; m = cb.CatBoostRegressor(iterations=5, depth=3, cat_features=[0, 1], one_hot_max_size=2, thread_count=2, allow_writing_files=False).fit(c, y, verbose=False)
        m.save_model(folder(k) + "json", format="json", pool=cb.Pool(c, cat_features=[0, 1])); refuse(k, "json", "catboost " + cb.__version__, "CTR splits on categorical features")
    yield "cat_ctr_refuse", ctr

def dev_onnx():
    from sklearn import ensemble as e; import skl2onnx
    from skl2onnx.common.data_types import FloatTensorType as FT
    X, y = data(51, 1280, 6); X = X.astype(np.float32).astype(float); sk = lambda m, **o: skl2onnx.convert_sklearn(m, initial_types=[("x", FT([None, X.shape[1]]))], options={id(m): dict(zipmap=False, **o)} if hasattr(m, "classes_") else None, target_opset={"": 15, "ai.onnx.ml": 3})
    yield "onnx_rf_clf3", lambda k: onnx_case(k, sk(e.RandomForestClassifier(8, max_depth=5, random_state=1).fit(X[280:], bins(y, 3)[280:])), X, 3, lambda o: o[1])
    yield "onnx_gb_clf2", lambda k: onnx_case(k, sk(e.GradientBoostingClassifier(n_estimators=12, max_depth=3, random_state=1).fit(X[280:], y[280:] > 0), raw_scores=True), X, 1, lambda o: o[1][:, -1], notes=["binary: margin of class 1"])
    import lightgbm as lgb, xgboost as xgb, onnxmltools as om; from onnxmltools.convert.common.data_types import FloatTensorType as OF
    N, v = data(52, 1280, 7, nan=.15); N = N.astype(np.float32).astype(float)
    yield "onnx_lgb_reg", lambda k: onnx_case(k, om.convert_lightgbm(lgb.train(dict(verbose=-1, num_leaves=12), lgb.Dataset(X[280:], y[280:]), 12), initial_types=[("x", OF([None, 6]))], target_opset=15), X, 1, lambda o: o[0])
    def v5(k):
        b = xgb.train(dict(max_depth=4, objective="multi:softprob", num_class=3, verbosity=0), xgb.DMatrix(N[280:], bins(v, 3)[280:]), 8); b.save_model("/tmp/golden_v5.json"); t, K, b0 = xgb_trees("/tmp/golden_v5.json")
        onnx_case(k, onnx_v5(t, K, b0), N, 3, lambda o: o[0], notes=["TreeEnsemble of ai.onnx.ml 5, BRANCH_LT, NaN goes where nodes_missing_value_tracks_true says"])
    yield "onnx_v5_nan", v5
    yield "onnx_rf_reg", lambda k: onnx_case(k, sk(e.RandomForestRegressor(8, max_depth=6, random_state=1).fit(X[280:], y[280:])), X, 1, lambda o: o[0])

def main(families, py=None):
    global DEST
    DEST = sys.argv[1]; only = sys.argv[sys.argv.index("--only") + 1] if "--only" in sys.argv else ""
    for fam in families:
        if only and not any(only.startswith(q) or q.startswith(only) for q in [fam.__name__.split("_")[-1]]): continue
        for name, run in fam():
            if not name.startswith(only): continue
            old = next((v for k, v in OLD.items() if "_v" + k.replace(".", "") in name), None)
            if old and "--here" not in sys.argv: subprocess.run([old, os.path.abspath(sys.argv[0]), DEST, "--only", name, "--here"], check=True)
            else: run(name)
            if name == only: return

if __name__ == "__main__":
    main([dev_xgb, dev_lgb, dev_skl, dev_cat, dev_onnx])
