// Made by scripts/generate.mjs from the service's openapi.yaml.
export interface Nested extends Array<number | null | Nested> {
}
export interface paths {
    "/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The models of this service */
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{model}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model: components["parameters"]["Model"];
            };
            cookie?: never;
        };
        /** One model */
        get: operations["getModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{model}:explain": {
        parameters: {
            query?: {
                /**
                 * @description What stands for the absence of a feature: `path`, the share of training rows behind each branch; `interventional`, the
                 *     model's background rows (`models[].background` of the resource), which some models need for `path`, too
                 */
                method?: components["parameters"]["Method"];
                interactions?: components["parameters"]["Interactions"];
                output?: components["parameters"]["Output"];
                /** @description Of accumulation and of the values that are reported */
                precision?: components["parameters"]["Precision"];
                /** @description Keep the outputs' axis when there is one output */
                strict_shape?: components["parameters"]["StrictShape"];
                /** @description Whether the first line of a CSV body names the columns; without it they are taken by position */
                header?: components["parameters"]["Header"];
                /** @description Leave out named columns that the model does not have, instead of refusing them */
                extra?: components["parameters"]["Extra"];
                /**
                 * @description Columns that are shown as one feature, `name:columnA,columnB`; may be given several times. Columns of a model without
                 *     names are positions from 0.
                 */
                group?: components["parameters"]["Group"];
                /**
                 * @description Only so many features of each output of each row, those that moved it most: `top_features` and `top_values` in the place
                 *     of `values`
                 */
                top?: components["parameters"]["Top"];
            };
            header?: {
                /** @description How long the caller waits, such as `0.5`, `2s` or `250ms`; after that the answer is 504 and nothing more is computed */
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
            };
            path: {
                model: components["parameters"]["Model"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Explain rows at once
         * @description Computed in the answering process, without Redis. Too many rows for one answer are refused with 413, which points to
         *     jobs; when all cores are busy and enough requests wait, the answer is 429.
         */
        post: operations["explain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{model}/jobs": {
        parameters: {
            query?: {
                /**
                 * @description What stands for the absence of a feature: `path`, the share of training rows behind each branch; `interventional`, the
                 *     model's background rows (`models[].background` of the resource), which some models need for `path`, too
                 */
                method?: components["parameters"]["Method"];
                interactions?: components["parameters"]["Interactions"];
                output?: components["parameters"]["Output"];
                /** @description Of accumulation and of the values that are reported */
                precision?: components["parameters"]["Precision"];
                /** @description Keep the outputs' axis when there is one output */
                strict_shape?: components["parameters"]["StrictShape"];
                /** @description Whether the first line of a CSV body names the columns; without it they are taken by position */
                header?: components["parameters"]["Header"];
                /** @description Leave out named columns that the model does not have, instead of refusing them */
                extra?: components["parameters"]["Extra"];
                /**
                 * @description Columns that are shown as one feature, `name:columnA,columnB`; may be given several times. Columns of a model without
                 *     names are positions from 0.
                 */
                group?: components["parameters"]["Group"];
            };
            header?: {
                /** @description A name for this request, such as a UUID; a repeated request with it gets the same job. */
                "Idempotency-Key"?: string;
            };
            path: {
                model: components["parameters"]["Model"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submit rows as a job */
        post: operations["submitJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs, newest first */
        get: operations["listJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        /** One job */
        get: operations["getJob"];
        put?: never;
        post?: never;
        /** Cancel if needed and forget the job with its results */
        delete: operations["deleteJob"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}:cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a job; what it has done stays readable */
        post: operations["cancelJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}:redrive": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try rows again that were given up
         * @description No attempt is charged for it, and an ended job runs again. Possible until the job has expired.
         */
        post: operations["redriveJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        /**
         * Progress and results as server-sent events, until the job has ended
         * @description Events `job` have the job as data, whenever it has moved. Events `results` have `{ranges: [{row_offset, rows}], next}`:
         *     the rows whose results were committed, each once. `reset` says that Redis lost what the cursor counted in, and that
         *     ranges follow from the start. The id of an event is an opaque cursor: a client that comes back with it gets what it
         *     missed, and `getResults` takes it as `after`. A silence is broken by comments.
         */
        get: operations["watchJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        /** A page of results in commit order, or one whole array */
        get: operations["getResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Server metadata */
        get: operations["serverMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Server live */
        get: operations["serverLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Server ready */
        get: operations["serverReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/models/{model}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model: components["parameters"]["Model"];
            };
            cookie?: never;
        };
        /** Model metadata */
        get: operations["modelMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/models/{model}/ready": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model: components["parameters"]["Model"];
            };
            cookie?: never;
        };
        /** Model ready */
        get: operations["modelReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/models/{model}/infer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model: components["parameters"]["Model"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Explain rows at once */
        post: operations["infer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/models/{model}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model: components["parameters"]["Model"];
                /** @description The model's digest; it is served in this version only */
                version: components["parameters"]["Version"];
            };
            cookie?: never;
        };
        /** Model metadata */
        get: operations["versionMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/models/{model}/versions/{version}/ready": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model: components["parameters"]["Model"];
                /** @description The model's digest; it is served in this version only */
                version: components["parameters"]["Version"];
            };
            cookie?: never;
        };
        /** Model ready */
        get: operations["versionReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/models/{model}/versions/{version}/infer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model: components["parameters"]["Model"];
                /** @description The model's digest; it is served in this version only */
                version: components["parameters"]["Version"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Explain rows at once */
        post: operations["inferVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How this process stands */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Liveness */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Readiness; Redis being away does not change it */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/redis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How this process sees Redis; never waits */
        get: operations["redisHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["contract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page that shows the models and links here */
        get: operations["page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Prometheus metrics */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/internal/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the operator reads */
        get: operations["sample"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            retryable: boolean;
            /** @description Seconds */
            retryAfter?: number;
            requestId: string;
            errors: {
                pointer: string;
                detail: string;
            }[];
        };
        /** @description The rows under one of the two keys, and nothing else */
        Rows: {
            instances: components["schemas"]["RowList"];
        } | {
            inputs: components["schemas"]["RowList"];
        };
        /** @description All rows as arrays, or all as objects by feature name */
        RowList: components["schemas"]["Cell"][][] | {
            [key: string]: components["schemas"]["Cell"];
        }[];
        /** @description A number, null for a missing value, or the name of a category where the model's file keeps names */
        Cell: number | boolean | string | null;
        /** @description Nested arrays of numbers; null is NaN */
        Numbers: Nested;
        Names: string[];
        Contributions: {
            /** @description With `top`, in the place of values: positions in feature_names, [rows, top] or [rows, outputs, top] */
            top_features?: components["schemas"]["Numbers"];
            /** @description With `top`: their values */
            top_values?: components["schemas"]["Numbers"];
            /** @description [rows, features], or [rows, features, outputs] with several outputs */
            values?: components["schemas"]["Numbers"];
            base_values: components["schemas"]["Numbers"];
            /** @description When asked for: [rows, features, features], or [rows, features, features, outputs] */
            interactions?: components["schemas"]["Numbers"];
            feature_names: components["schemas"]["Names"];
            output_names: components["schemas"]["Names"];
            method: string;
            output_space: string;
            precision: string;
            model_digest: components["schemas"]["Digest"];
            /** @description Of the background rows, when they were used */
            background_digest?: components["schemas"]["Digest"];
            /** @description Largest |Σφ + base − prediction| of these rows */
            additivity_max_error?: number;
        };
        Digest: string;
        Explained: {
            predictions: components["schemas"]["Numbers"];
            explanations: components["schemas"]["Contributions"];
        };
        ResultPage: components["schemas"]["Contributions"] & {
            job: string;
            prediction: components["schemas"]["Numbers"];
            /** @description The job's row that is the page's first */
            row_offset: number;
            rows: number;
            /** @description Cursor for the page after this one */
            next: string;
            /** @description true: nothing will come after this page */
            complete: boolean;
        };
        ModelList: {
            models: components["schemas"]["Names"];
            items: components["schemas"]["Model"][];
        };
        Model: {
            name: string;
            ready: boolean;
            /** @enum {string} */
            reason: "Loaded" | "Loading" | "FileMissing" | "DigestMismatch" | "Unreadable" | "BackgroundUnusable";
            message?: string;
            digest?: components["schemas"]["Digest"];
            features?: number;
            feature_names?: components["schemas"]["Names"];
            outputs?: number;
            output_names?: components["schemas"]["Names"];
            trees?: number;
            leaves?: number;
            max_depth?: number;
            /** @description The rows that stand for the absence of a feature; absent when the resource declares none */
            background?: {
                /** @description How many are used of the declared file */
                rows: number;
                digest: components["schemas"]["Digest"];
            };
        };
        Job: {
            id: string;
            model: string;
            modelDigest: components["schemas"]["Digest"];
            /** @enum {string} */
            state: "queued" | "running" | "succeeded" | "partial" | "failed" | "cancelled" | "expired";
            rows: number;
            rowsDone: number;
            batchSize: number;
            batches: number;
            batchesDone: number;
            batchesInFlight: number;
            options: {
                method: string;
                interactions: boolean;
                output: string;
                precision: string;
                groups?: string[];
                background?: components["schemas"]["Digest"];
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            startedAt?: string;
            /** Format: date-time */
            progressAt?: string;
            /** Format: date-time */
            endedAt?: string;
            /** Format: date-time */
            expiresAt?: string;
            error?: string;
            /** @description Row ranges that were given up */
            dead: {
                row_offset: number;
                rows: number;
                reason: string;
                message: string;
            }[];
            /**
             * @description Redis is away; this was so at asOf
             * @constant
             */
            stale?: true;
            /** Format: date-time */
            asOf?: string;
        };
        JobList: {
            jobs: components["schemas"]["Job"][];
            next?: string | null;
        };
        TensorMetadata: {
            name: string;
            datatype: string;
            shape: number[];
        };
        ModelMetadata: {
            name: string;
            versions: components["schemas"]["Names"];
            platform: string;
            inputs: components["schemas"]["TensorMetadata"][];
            outputs: components["schemas"]["TensorMetadata"][];
        };
        InferRequest: {
            id?: string;
            /** @description Ignored; the path names the model */
            model_name?: string;
            /** @description Ignored; the path names the version */
            model_version?: string;
            parameters?: Record<string, never>;
            /** @description One tensor of shape [rows, features], or one of shape [rows] or [rows, 1] for each feature */
            inputs: {
                name: string;
                shape: number[];
                /** @enum {string} */
                datatype: "BOOL" | "UINT8" | "UINT16" | "UINT32" | "UINT64" | "INT8" | "INT16" | "INT32" | "INT64" | "FP16" | "FP32" | "FP64";
                parameters?: Record<string, never>;
                data: components["schemas"]["Numbers"];
            }[];
            outputs?: {
                /** @enum {string} */
                name: "values" | "base_values" | "predictions" | "top_features" | "top_values";
                parameters?: Record<string, never>;
            }[];
        };
        InferResponse: {
            model_name: string;
            model_version: string;
            id?: string;
            parameters?: Record<string, never>;
            outputs: {
                name: string;
                /** @enum {string} */
                datatype: "FP32" | "FP64" | "INT32";
                shape: number[];
                data: components["schemas"]["Numbers"];
            }[];
        };
        Redis: {
            /** @enum {string} */
            status: "ok" | "unreachable";
            reachable: boolean;
            connected: boolean;
            secondsSinceSuccess?: number;
            roundTripMillis: number;
            breakers: {
                [key: string]: string;
            };
            reconnects: number;
            detail?: string;
        };
        Health: {
            /** @enum {string} */
            status: "ok" | "degraded";
            service: string;
            ready: boolean;
            draining: boolean;
            /**
             * @description Whether requests need an API key
             * @enum {string}
             */
            access: "open" | "keys";
            /** @description What is wrong with the API keys */
            keys?: string;
            redis: components["schemas"]["Redis"];
            models: components["schemas"]["ModelState"][];
            /** @description What is wrong with the service's configuration */
            configuration?: string;
        };
        ModelState: {
            name: string;
            digest: string;
            ready: boolean;
            reason: string;
            message: string;
        };
        Sample: {
            schemaVersion: number;
            revision: number;
            incarnation: string;
            redisTimeMillis: number;
            redis: Record<string, never>;
            queue: Record<string, never>;
            workers: Record<string, never>[];
            models: components["schemas"]["ModelState"][];
        };
    };
    responses: {
        /**
         * @description The tensors asked for, or all. Those that are wanted binary (`binary_data` of the output, `binary_data_output` of the
         *     request) follow the JSON, whose length the header tells.
         */
        Inferred: {
            headers: {
                "Inference-Header-Content-Length"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["InferResponse"];
                "application/octet-stream": string;
            };
        };
        /** @description What was wrong, where, what to do */
        Problem: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The process answers */
        Live: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @constant */
                    live: true;
                };
            };
        };
        /** @description Whether it takes requests */
        Ready: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    ready: boolean;
                };
            };
        };
        /** @description Whether the model answers */
        ModelReady: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    name: string;
                    ready: boolean;
                };
            };
        };
        /** @description 200 when reachable, 503 when not */
        Redis: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Redis"];
            };
        };
    };
    parameters: {
        Model: string;
        /** @description The model's digest; it is served in this version only */
        Version: string;
        /** @description With binary tensors, the bytes of the JSON at the body's start */
        JsonLength: number;
        JobId: string;
        /** @description Such as `25s` or `500ms`; at most a minute */
        Wait: string;
        /**
         * @description What stands for the absence of a feature: `path`, the share of training rows behind each branch; `interventional`, the
         *     model's background rows (`models[].background` of the resource), which some models need for `path`, too
         */
        Method: "path" | "interventional";
        Interactions: boolean;
        Output: "raw" | "probability";
        /** @description Of accumulation and of the values that are reported */
        Precision: "float" | "double";
        /** @description Whether the first line of a CSV body names the columns; without it they are taken by position */
        Header: boolean;
        /** @description Leave out named columns that the model does not have, instead of refusing them */
        Extra: "ignore";
        /**
         * @description Columns that are shown as one feature, `name:columnA,columnB`; may be given several times. Columns of a model without
         *     names are positions from 0.
         */
        Group: string[];
        /**
         * @description Only so many features of each output of each row, those that moved it most: `top_features` and `top_values` in the place
         *     of `values`
         */
        Top: number;
        /** @description How long the caller waits, such as `0.5`, `2s` or `250ms`; after that the answer is 504 and nothing more is computed */
        RequestTimeout: string;
        /** @description Keep the outputs' axis when there is one output */
        StrictShape: boolean;
    };
    requestBodies: {
        /**
         * @description Rows in the model's column order, or with names in any order. `null`, NaN and empty cells mean missing. The body may be
         *     packed with `Content-Encoding: gzip` or `zstd`; limits count what it is unpacked.
         */
        Rows: {
            content: {
                "application/json": components["schemas"]["Rows"];
                "application/x-npy": string;
                "text/csv": string;
            };
        };
        /**
         * @description Tensors in JSON; or, as `application/octet-stream` with `Inference-Header-Content-Length`, JSON whose tensors say
         *     `binary_data_size`, and their little-endian data behind it. Explanation options are `parameters` by the names of the
         *     query parameters of `explain`; `group` has a semicolon between groups.
         */
        Infer: {
            content: {
                "application/json": components["schemas"]["InferRequest"];
                "application/octet-stream": string;
            };
        };
    };
    headers: {
        /** @description Seconds */
        RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listModels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Names as KServe V1 has them, details beside them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelList"];
                };
            };
        };
    };
    getModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model: components["parameters"]["Model"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The model, also when it cannot be served; then `ready` is false and `reason` says why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Model"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    explain: {
        parameters: {
            query?: {
                /**
                 * @description What stands for the absence of a feature: `path`, the share of training rows behind each branch; `interventional`, the
                 *     model's background rows (`models[].background` of the resource), which some models need for `path`, too
                 */
                method?: components["parameters"]["Method"];
                interactions?: components["parameters"]["Interactions"];
                output?: components["parameters"]["Output"];
                /** @description Of accumulation and of the values that are reported */
                precision?: components["parameters"]["Precision"];
                /** @description Keep the outputs' axis when there is one output */
                strict_shape?: components["parameters"]["StrictShape"];
                /** @description Whether the first line of a CSV body names the columns; without it they are taken by position */
                header?: components["parameters"]["Header"];
                /** @description Leave out named columns that the model does not have, instead of refusing them */
                extra?: components["parameters"]["Extra"];
                /**
                 * @description Columns that are shown as one feature, `name:columnA,columnB`; may be given several times. Columns of a model without
                 *     names are positions from 0.
                 */
                group?: components["parameters"]["Group"];
                /**
                 * @description Only so many features of each output of each row, those that moved it most: `top_features` and `top_values` in the place
                 *     of `values`
                 */
                top?: components["parameters"]["Top"];
            };
            header?: {
                /** @description How long the caller waits, such as `0.5`, `2s` or `250ms`; after that the answer is 504 and nothing more is computed */
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
            };
            path: {
                model: components["parameters"]["Model"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["Rows"];
        responses: {
            /** @description Predictions and their explanations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explained"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    submitJob: {
        parameters: {
            query?: {
                /**
                 * @description What stands for the absence of a feature: `path`, the share of training rows behind each branch; `interventional`, the
                 *     model's background rows (`models[].background` of the resource), which some models need for `path`, too
                 */
                method?: components["parameters"]["Method"];
                interactions?: components["parameters"]["Interactions"];
                output?: components["parameters"]["Output"];
                /** @description Of accumulation and of the values that are reported */
                precision?: components["parameters"]["Precision"];
                /** @description Keep the outputs' axis when there is one output */
                strict_shape?: components["parameters"]["StrictShape"];
                /** @description Whether the first line of a CSV body names the columns; without it they are taken by position */
                header?: components["parameters"]["Header"];
                /** @description Leave out named columns that the model does not have, instead of refusing them */
                extra?: components["parameters"]["Extra"];
                /**
                 * @description Columns that are shown as one feature, `name:columnA,columnB`; may be given several times. Columns of a model without
                 *     names are positions from 0.
                 */
                group?: components["parameters"]["Group"];
            };
            header?: {
                /** @description A name for this request, such as a UUID; a repeated request with it gets the same job. */
                "Idempotency-Key"?: string;
            };
            path: {
                model: components["parameters"]["Model"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["Rows"];
        responses: {
            /** @description The job is in the queue */
            202: {
                headers: {
                    /** @description The job's path */
                    Location?: string;
                    "Retry-After": components["headers"]["RetryAfter"];
                    /** @description What the job would survive; replicated is the memory of a replica, the others the process and the disk */
                    Durability?: "memory" | "aof-everysec" | "replicated" | "aof-fsync";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listJobs: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of jobs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getJob: {
        parameters: {
            query?: {
                /** @description Such as `25s` or `500ms`; at most a minute */
                wait?: components["parameters"]["Wait"];
            };
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job; with `wait`, once it has ended or the wait is over */
            200: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job as it is after that; an ended job is left as it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    redriveJob: {
        parameters: {
            query?: {
                /** @description First row */
                from?: number;
                /** @description Behind the last row; none for all */
                to?: number;
            };
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job as it is after that; one without such rows is left as it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    watchJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description The id of the last event that was seen */
                "Last-Event-ID"?: string;
            };
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getResults: {
        parameters: {
            query?: {
                /** @description `next` of the page before; none for the first */
                after?: string;
                /** @description Bytes of the page, roughly; a page has at least one batch */
                limit?: number;
                /** @description Answer with this array of all rows in row order, as npy; the job must have ended */
                array?: "values" | "base_values" | "prediction" | "interactions";
                /** @description With `array`: put NaN where rows have no results; `X-Missing-Rows` lists them */
                missing?: "nan";
                /** @description Keep the outputs' axis when there is one output */
                strict_shape?: components["parameters"]["StrictShape"];
            };
            header?: {
                /** @description With `array`: only these bytes of the file, such as `bytes=0-1023` */
                Range?: string;
                /** @description Only if the array still has this ETag; else the whole is sent */
                "If-Range"?: string;
                /** @description Only if the array no longer has this ETag */
                "If-None-Match"?: string;
            };
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page, or the array */
            200: {
                headers: {
                    ETag?: string;
                    /** @description Row ranges without results, such as `0-499,1500-1999` */
                    "X-Missing-Rows"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResultPage"];
                    "application/x-npy": string;
                };
            };
            /** @description The range of the array */
            206: {
                headers: {
                    ETag?: string;
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/x-npy": string;
                };
            };
            /** @description The array is the one of If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    serverMetadata: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Name, version and extensions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        version: string;
                        extensions: string[];
                    };
                };
            };
        };
    };
    serverLive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Live"];
        };
    };
    serverReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Ready"];
            503: components["responses"]["Ready"];
        };
    };
    modelMetadata: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model: components["parameters"]["Model"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tensors in and out; -1 is the number of rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelMetadata"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    modelReady: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model: components["parameters"]["Model"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["ModelReady"];
            503: components["responses"]["ModelReady"];
            default: components["responses"]["Problem"];
        };
    };
    infer: {
        parameters: {
            query?: never;
            header?: {
                /** @description How long the caller waits, such as `0.5`, `2s` or `250ms`; after that the answer is 504 and nothing more is computed */
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
                /** @description With binary tensors, the bytes of the JSON at the body's start */
                "Inference-Header-Content-Length"?: components["parameters"]["JsonLength"];
            };
            path: {
                model: components["parameters"]["Model"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["Infer"];
        responses: {
            200: components["responses"]["Inferred"];
            default: components["responses"]["Problem"];
        };
    };
    versionMetadata: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model: components["parameters"]["Model"];
                /** @description The model's digest; it is served in this version only */
                version: components["parameters"]["Version"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As of the model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelMetadata"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    versionReady: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model: components["parameters"]["Model"];
                /** @description The model's digest; it is served in this version only */
                version: components["parameters"]["Version"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["ModelReady"];
            503: components["responses"]["ModelReady"];
            default: components["responses"]["Problem"];
        };
    };
    inferVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description How long the caller waits, such as `0.5`, `2s` or `250ms`; after that the answer is 504 and nothing more is computed */
                "Request-Timeout"?: components["parameters"]["RequestTimeout"];
                /** @description With binary tensors, the bytes of the JSON at the body's start */
                "Inference-Header-Content-Length"?: components["parameters"]["JsonLength"];
            };
            path: {
                model: components["parameters"]["Model"];
                /** @description The model's digest; it is served in this version only */
                version: components["parameters"]["Version"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["Infer"];
        responses: {
            200: components["responses"]["Inferred"];
            default: components["responses"]["Problem"];
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It answers; `status` says whether Redis and all models are there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Live"];
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Ready"];
            503: components["responses"]["Ready"];
        };
    };
    redisHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Redis"];
            503: components["responses"]["Redis"];
        };
    };
    contract: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": string;
                };
            };
        };
    };
    page: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Text format */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    sample: {
        parameters: {
            query?: {
                /** @description Answer once the revision is larger */
                after?: number;
                /** @description Such as `25s` or `500ms`; at most a minute */
                wait?: components["parameters"]["Wait"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 256 kB */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sample"];
                };
            };
        };
    };
}
