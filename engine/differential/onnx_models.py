#!/usr/bin/env python3
"""ONNX models of many converters, shapes and options: our predictions against onnxruntime's.

usage: onnx_models.py [--seeds N] [--keep DIR]
needs: pip install onnx onnxruntime skl2onnx onnxmltools scikit-learn xgboost lightgbm (catboost if there is one)

Every model is compared where rows lie exactly on its thresholds, and on their float32 neighbours, too."""
import argparse, os, sys, tempfile, warnings
import numpy as np
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import ours
warnings.filterwarnings("ignore")
import onnx, onnxruntime, skl2onnx, onnxmltools, xgboost, lightgbm
from onnx import TensorProto, helper
from skl2onnx.common.data_types import DoubleTensorType, FloatTensorType
from onnxmltools.convert.common.data_types import FloatTensorType as OtherFloatTensorType
from sklearn import ensemble, multioutput, tree
from sklearn.compose import ColumnTransformer
from sklearn.pipeline import make_pipeline
onnxruntime.set_default_logger_severity(4)

# The converters hand numpy's integers and booleans to onnx, which takes Python's integers only.
make_attribute = helper.make_attribute
def plain(value):
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bool):
        return int(value)
    return [plain(v) for v in value] if isinstance(value, (list, tuple)) else value
helper.make_attribute = lambda key, value, *a, **k: make_attribute(key, plain(value), *a, **k)


def data(g, n, F, kind):
    X = g.normal(size=(n, F)) * np.exp(g.normal(size=F))
    if kind == "nan":
        X[g.random((n, F)) < .15] = np.nan
    if kind == "whole":
        X = np.round(X * 3)
    y = np.nan_to_num(X) @ g.normal(size=F) + np.sin(np.nan_to_num(X[:, 0]) * 2)
    return X.astype(np.float32).astype(float), (y - y.mean()) / (y.std() + 1e-9)


def classes(y, k):
    return np.digitize(y, np.quantile(y, np.arange(1, k) / k))


def rows_of(g, model, X):
    """X with thresholds of the model and their neighbours in it"""
    X = X.copy()
    for node in model.graph.node:
        a = {a.name: a for a in node.attribute}
        if "nodes_values" in a or "nodes_splits" in a:
            values = list(a["nodes_values"].floats) if "nodes_values" in a else onnx.numpy_helper.to_array(a["nodes_splits"].t).tolist()
            features = list(a["nodes_featureids"].ints)
            for r in range(len(X) // 3 if values else 0):
                i = g.integers(len(values))
                v = np.float32(values[i])
                X[r, features[i] % X.shape[1]] = [v, np.nextafter(v, np.float32(-np.inf)), np.nextafter(v, np.float32(np.inf))][r % 3]
    return X


def runtime(model, X):
    """the last output of onnxruntime as [n, K]"""
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    inputs = session.get_inputs()
    kind = np.float64 if "double" in inputs[0].type else np.int64 if "int64" in inputs[0].type else np.float32
    feed = {inputs[0].name: X.astype(kind)} if len(inputs) == 1 else {q.name: X[:, [j]].astype(kind) for j, q in enumerate(inputs)}
    out = session.run(None, feed)[-1]
    if isinstance(out, list):
        out = [[row[k] for k in row] for row in out]
    return np.asarray(out, float).reshape(len(X), -1)


def sklearn_models(g, F, X, y, nan):
    k = int(g.integers(2, 6)); c = classes(y, k); c2 = classes(y, 2); d = int(g.integers(1, 9)); n = int(g.integers(1, 30)); p = np.exp(y / 2)
    names = np.array(["alpha", "b", "c c", "δ", "e"])
    e = ensemble
    yield "hgb_reg", e.HistGradientBoostingRegressor(max_iter=n, max_depth=d).fit(X, y), {}
    yield "hgb_clf2", e.HistGradientBoostingClassifier(max_iter=n, max_depth=d).fit(X, c2), {}
    yield "hgb_clf%d" % k, e.HistGradientBoostingClassifier(max_iter=n, max_depth=d).fit(X, c), {}
    if nan:
        return
    yield "tree_reg", tree.DecisionTreeRegressor(max_depth=d).fit(X, y), {}
    yield "tree_clf%d" % k, tree.DecisionTreeClassifier(max_depth=d).fit(X, c), {}
    yield "tree_two_targets", tree.DecisionTreeRegressor(max_depth=d).fit(X, np.c_[y, -y * y]), {}
    yield "rf_reg", e.RandomForestRegressor(n, max_depth=d).fit(X, y), {}
    yield "rf_three_targets", e.RandomForestRegressor(n, max_depth=d).fit(X, np.c_[y, y * y, p]), {}
    yield "rf_clf2", e.RandomForestClassifier(n, max_depth=d).fit(X, c2), {}
    yield "rf_clf%d" % k, e.RandomForestClassifier(n, max_depth=d).fit(X, names[c]), {}
    yield "rf_clf%d_no_zipmap" % k, e.RandomForestClassifier(n, max_depth=d).fit(X, c), dict(zipmap=False)
    yield "rf_columns", e.RandomForestClassifier(n, max_depth=d).fit(X, c), dict(zipmap="columns")
    yield "et_clf%d" % k, e.ExtraTreesClassifier(n, max_depth=d).fit(X, c), {}
    yield "et_reg", e.ExtraTreesRegressor(n, max_depth=d).fit(X, y), {}
    yield "gb_reg", e.GradientBoostingRegressor(n_estimators=n, max_depth=d % 5 + 1).fit(X, y), {}
    yield "gb_reg_zero", e.GradientBoostingRegressor(n_estimators=n, max_depth=2, init="zero").fit(X, y), {}
    yield "gb_clf2", e.GradientBoostingClassifier(n_estimators=n, max_depth=d % 5 + 1).fit(X, c2), {}
    yield "gb_clf2_raw", e.GradientBoostingClassifier(n_estimators=n, max_depth=2).fit(X, c2), dict(raw_scores=True)
    yield "gb_clf%d" % k, e.GradientBoostingClassifier(n_estimators=n, max_depth=2).fit(X, c), {}
    yield "gb_clf%d_raw" % k, e.GradientBoostingClassifier(n_estimators=n, max_depth=2).fit(X, c), dict(raw_scores=True)
    yield "vote", e.VotingRegressor([("a", tree.DecisionTreeRegressor(max_depth=2)), ("b", e.RandomForestRegressor(3, max_depth=3))], weights=np.array([1, 3])).fit(X, y), {}
    yield "multi_output", multioutput.MultiOutputRegressor(e.GradientBoostingRegressor(n_estimators=3)).fit(X, np.c_[y, p]), {}
    yield "bagging", e.BaggingRegressor(tree.DecisionTreeRegressor(max_depth=3), n_estimators=3).fit(X, y), {}
    yield "passthrough", make_pipeline(ColumnTransformer([("all", "passthrough", list(range(F))[::-1])]), e.RandomForestRegressor(3, max_depth=3)).fit(X, y), {}


def boosters(g, X, y):
    k = int(g.integers(3, 6)); c = classes(y, k); c2 = classes(y, 2); d = int(g.integers(1, 8)); n = int(g.integers(1, 30)); p = np.exp(y / 2); F = X.shape[1]
    x = dict(n_estimators=n, max_depth=d)
    def xgb(name, m):
        return "xgb_" + name, lambda: onnxmltools.convert_xgboost(m, initial_types=[("x", OtherFloatTensorType([None, F]))])
    yield xgb("reg", xgboost.XGBRegressor(**x).fit(X, y))
    yield xgb("clf2", xgboost.XGBClassifier(**x).fit(X, c2))
    yield xgb("clf%d" % k, xgboost.XGBClassifier(**x).fit(X, c))
    yield xgb("rf", xgboost.XGBRFRegressor(**x).fit(X, y))
    yield xgb("poisson", xgboost.XGBRegressor(objective="count:poisson", **x).fit(X, p))
    yield xgb("gamma", xgboost.XGBRegressor(objective="reg:gamma", **x).fit(X, p))
    l = dict(n_estimators=n, num_leaves=2 + int(g.integers(1, 30)), verbose=-1, min_child_samples=5)
    def lgb(name, m, **o):
        return "lgb_" + name, lambda: onnxmltools.convert_lightgbm(m, initial_types=[("x", OtherFloatTensorType([None, F]))], **o)
    yield lgb("reg", lightgbm.LGBMRegressor(**l).fit(X, y))
    yield lgb("clf2", lightgbm.LGBMClassifier(**l).fit(X, c2))
    yield lgb("clf%d" % k, lightgbm.LGBMClassifier(**l).fit(X, c))
    yield lgb("clf%d_no_zipmap" % k, lightgbm.LGBMClassifier(**l).fit(X, c), zipmap=False)
    yield lgb("poisson", lightgbm.LGBMRegressor(objective="poisson", **l).fit(X, p))
    yield lgb("tweedie", lightgbm.LGBMRegressor(objective="tweedie", **l).fit(X, p))
    yield lgb("rf", lightgbm.LGBMRegressor(boosting_type="rf", bagging_freq=1, bagging_fraction=.5, **l).fit(X, y))
    yield lgb("split", lightgbm.LGBMRegressor(**l).fit(X, y), split=max(1, n // 3))
    C = X.copy(); C[:, 0] = g.integers(0, 12, len(X)); q = y + g.normal(size=12)[C[:, 0].astype(int)] * 2
    yield lgb("categories", lightgbm.train(dict(num_leaves=15, verbose=-1, min_data_per_group=3, cat_smooth=1, cat_l2=1, min_data_in_leaf=3), lightgbm.Dataset(C, q, categorical_feature=[0]), 1 + n // 6))
    try:
        import catboost
        def cat(name, m):
            def convert():
                with tempfile.NamedTemporaryFile(suffix=".onnx") as f:
                    m.save_model(f.name, format="onnx")
                    return onnx.load(f.name)
            return "cat_" + name, convert
        o = dict(iterations=n, depth=min(d, 6), verbose=False, allow_writing_files=False)
        yield cat("reg", catboost.CatBoostRegressor(**o).fit(X, y))
        yield cat("clf2", catboost.CatBoostClassifier(**o).fit(X, c2))
        yield cat("clf%d" % k, catboost.CatBoostClassifier(**o).fit(X, c))
    except ImportError:
        pass


MODES = "BRANCH_LEQ BRANCH_LT BRANCH_GTE BRANCH_GT BRANCH_EQ BRANCH_NEQ".split()
def classic(g, F, double):
    """TreeEnsembleRegressor of random shapes with any mode, several targets, shuffled ids"""
    a = {k: [] for k in "treeids nodeids featureids modes values truenodeids falsenodeids missing_value_tracks_true".split()}
    w = {k: [] for k in "treeids nodeids ids weights".split()}
    K = int(g.integers(1, 4)); modes = list(g.choice(MODES, int(g.integers(1, 7)), replace=False)); trees = int(g.integers(1, 8))
    def grow(t, ids, depth):
        me = ids.pop(0); row = len(a["nodeids"]); leaf = depth == 0 or g.random() < .15
        mode = "LEAF" if leaf else str(g.choice(modes))
        whole = mode in ("BRANCH_EQ", "BRANCH_NEQ")
        for k, v in dict(treeids=t, nodeids=me, featureids=0 if leaf else int(g.integers(F)), modes=mode, values=float(g.integers(0, 4) if whole else np.float32(np.round(g.normal() * 2) / 2)), truenodeids=0, falsenodeids=0, missing_value_tracks_true=int(g.integers(2))).items():
            a[k].append(v)
        if leaf:
            for k in range(K):
                for n, v in dict(treeids=t, nodeids=me, ids=k, weights=float(g.normal())).items():
                    w[n].append(v)
        else:
            a["truenodeids"][row] = grow(t, ids, depth - 1); a["falsenodeids"][row] = grow(t, ids, depth - 1)
        return me
    for t in range(trees):
        grow(t, list(range(1000)), int(g.integers(1, 7)))
    o = dict(n_targets=K, post_transform="NONE", aggregate_function=str(g.choice(["SUM", "AVERAGE"])))
    if g.random() < .5:
        o["base_values"] = [float(v) for v in g.normal(size=K)]
    t = {("nodes_" + k): v for k, v in a.items()} | {("target_" + k): v for k, v in w.items()}
    if double:
        for k in ("nodes_values", "target_weights", "base_values"):
            both = {**t, **o}
            if k in both:
                t.pop(k, None); o.pop(k, None)
                t[k + "_as_tensor"] = helper.make_tensor(k, TensorProto.DOUBLE, [len(both[k])], both[k])
    kind = TensorProto.DOUBLE if double else TensorProto.FLOAT
    node = helper.make_node("TreeEnsembleRegressor", ["x"], ["y"], domain="ai.onnx.ml", **t, **o)
    graph = helper.make_graph([node], "g", [helper.make_tensor_value_info("x", kind, [None, F])], [helper.make_tensor_value_info("y", TensorProto.FLOAT, [None, K])])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("ai.onnx.ml", 3), helper.make_opsetid("", 15)], ir_version=8)


def five(g, F, double):
    """TreeEnsemble of ai.onnx.ml 5 with any mode"""
    n = {k: [] for k in "featureids modes splits truenodeids trueleafs falsenodeids falseleafs missing_value_tracks_true".split()}
    leaves, members, roots = [], [], []
    K = int(g.integers(1, 4)); kind = TensorProto.DOUBLE if double else TensorProto.FLOAT
    def leaf():
        leaves.append((int(g.integers(K)), float(g.normal()))); return len(leaves) - 1, 1
    def grow(depth):
        me = len(n["modes"]); mode = int(g.integers(7))
        for k, v in dict(featureids=int(g.integers(F)), modes=mode, splits=float(g.integers(1, 5)) if mode in (4, 5) else float(np.round(g.normal() * 2) / 2), truenodeids=0, trueleafs=0, falsenodeids=0, falseleafs=0, missing_value_tracks_true=int(g.integers(2))).items():
            n[k].append(v)
        if mode == 6:
            members.append((me, [float(v) for v in g.choice(9, int(g.integers(1, 5)), replace=False)]))
        for side in ("true", "false"):
            c, l = leaf() if depth == 1 or g.random() < .2 else (grow(depth - 1), 0)
            n[side + "nodeids"][me], n[side + "leafs"][me] = c, l
        return me
    for _ in range(int(g.integers(1, 8))):
        roots.append(grow(int(g.integers(1, 6))))
    T = helper.make_tensor
    o = {}
    if members:
        flat = [v for _, m in sorted(members) for v in m + [float("nan")]]
        o["membership_values"] = T("v", kind, [len(flat)], flat)
    ints = {"nodes_" + k: n[k] for k in n if k not in ("modes", "splits")}
    node = helper.make_node("TreeEnsemble", ["x"], ["y"], domain="ai.onnx.ml", n_targets=K, tree_roots=roots, aggregate_function=int(g.integers(2)), post_transform=0, nodes_modes=T("m", TensorProto.UINT8, [len(n["modes"])], n["modes"]), nodes_splits=T("s", kind, [len(n["splits"])], n["splits"]),
        leaf_targetids=[t for t, _ in leaves], leaf_weights=T("w", kind, [len(leaves)], [v for _, v in leaves]), **ints, **o)
    graph = helper.make_graph([node], "g", [helper.make_tensor_value_info("x", kind, [None, F])], [helper.make_tensor_value_info("y", kind, [None, K])])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("ai.onnx.ml", 5), helper.make_opsetid("", 21)], ir_version=10)


def models(seed):
    g = np.random.default_rng(seed); F = int(g.integers(1, 12)); kind = ["plain", "nan", "whole"][seed % 3]
    X, y = data(g, 500, F, kind)
    def sk(m, o, double, opset):
        def convert():
            types = [("x", (DoubleTensorType if double else FloatTensorType)([None, F]))]
            options = dict(o, zipmap=False) if double and hasattr(m, "classes_") else o
            model = skl2onnx.convert_sklearn(m, initial_types=types, options={id(m): options} if options else None, target_opset={"": 18, "ai.onnx.ml": opset})
            for output in model.graph.output if double else ():     # declared as doubles, which the tree operators do not give
                if output.type.tensor_type.elem_type == TensorProto.DOUBLE:
                    output.type.tensor_type.elem_type = TensorProto.FLOAT
            return model
        return convert
    for name, m, o in sklearn_models(g, F, X, y, kind == "nan"):
        for double in (False, True):
            opset = 3 if double else int(g.choice([1, 3]))
            yield name + ("_double" if double else "_ml%d" % opset), sk(m, o, double, opset), X, g
    if kind != "nan" and F > 1:
        m = make_pipeline(ColumnTransformer([("all", "passthrough", list(range(F)))]), ensemble.RandomForestRegressor(3, max_depth=4)).fit(X, y)
        yield "many_inputs", lambda: skl2onnx.convert_sklearn(m, initial_types=[("c%d" % j, FloatTensorType([None, 1])) for j in range(F)]), X, g
    for name, convert in boosters(g, X, y):
        yield name, convert, X, g
    Z = np.where(g.random((300, F)) < .1, np.nan, np.round(g.normal(size=(300, F)) * 4) / 2)
    for i in range(6):
        yield "classic_any_mode", lambda: classic(g, F, i % 2 == 1), Z, g
        yield "five_any_mode", lambda: five(g, F, i % 2 == 1), Z, g


def main():
    options = argparse.ArgumentParser(); options.add_argument("--seeds", type=int, default=6); options.add_argument("--keep"); args = options.parse_args()
    margins = ours.Margins(); worst, compared, refused, unconverted = {}, {}, {}, {}
    folder = args.keep or tempfile.mkdtemp(); os.makedirs(folder, exist_ok=True)
    for seed in range(args.seeds):
        for name, convert, X, g in models(seed):
            try:
                model = convert(); rows = rows_of(g, model, X[:300]); theirs = runtime(model, rows)
            except Exception as e:
                unconverted[name] = str(e).split("\n")[0][:100]; continue
            path = os.path.join(folder, "%s_%d.onnx" % (name, seed))
            open(path, "wb").write(model.SerializeToString())
            try:
                link, features, margin = margins.of(path, rows)
            except ours.Refused as e:
                refused[name] = str(e)[:200]; continue
            prediction = ours.linked(link, margin)
            if theirs.shape[1] == 2 and prediction.shape[1] == 1:
                theirs = theirs[:, 1:]
            if theirs.shape[1] == 1 and prediction.shape[1] > 1:
                prediction = prediction[:, -1:]     # zipmap="columns": the last output is the last class
            error = np.abs(prediction - theirs).max() / max(np.abs(theirs).max(), 1e-6) if prediction.shape == theirs.shape and features == X.shape[1] else np.inf
            worst[name] = max(worst.get(name, 0), error); compared[name] = compared.get(name, 0) + 1
            if not args.keep:
                os.remove(path)
    for name in sorted(worst):
        print("%-28s %4d models, worst scaled error %.1e%s" % (name, compared[name], worst[name], "" if worst[name] < 2e-6 else "   <-- WRONG"))
    for title, of in (("refused by us", refused), ("not converted or not run", unconverted)):
        for name in sorted(of):
            print("%-28s %s: %s" % (name, title, of[name]))
    print("%d models compared, worst %.1e" % (sum(compared.values()), max(worst.values())))
    sys.exit(max(worst.values()) >= 2e-6)


main()
