-- id tenant lane weight model digest options rows batchSize batches secondsPerBatch ttlMillis scope payload begun
-- system's(bytes rows batches) tenant's(bytes rows batches) inputBytes resultBytes
-- Answers {ACCEPTED, created, view, id}, {KEY_REUSED, id}, {DELETED, id}, {IN_PROGRESS}, {LOST} or {REFUSED, refusal}.
local id, tenant, lane, scope, payload = arg(1), arg(2), arg(3), arg(13), arg(14)
tick()
if call('EXISTS', job_key(id)) == 1 then return told({ 'ACCEPTED', 0, view(id), id }) end
if call('EXISTS', gone_key(id)) == 1 then return told({ 'DELETED', id }) end
local known = keyed(scope, id)
if known and known.upload then return told({ 'IN_PROGRESS' }) end
if known and known.payload ~= payload then return told({ 'KEY_REUSED', known.job }) end
if known and call('EXISTS', job_key(known.job)) == 0 then return told({ 'DELETED', known.job }) end
if known then return told({ 'ACCEPTED', 0, view(known.job), known.job }) end

local upload = load_upload(id)
if not upload and arg(15) == '1' then return told({ 'LOST' }) end
local rows, size, batches = number(8), number(9), number(10)
local in_bytes, out_bytes = number(22), number(23)
-- Exactly what the job takes: an upload may have reserved more than it used.
local needs = { bytes = in_bytes + out_bytes, rows = rows, batches = batches }
local more = difference(needs, upload and upload.has or { bytes = 0, rows = 0, batches = 0 })
local refusal = reserve(tenant, upload and upload.limit or amount(19), amount(16), more)
if refusal then return told({ 'REFUSED', refusal }) end
if upload then forget_upload(upload) end

local class = redis.sha1hex(arg(6) .. '\n' .. arg(7))
call('HSET', job_key(id), 'state', 'queued', 'tenant', tenant, 'lane', lane, 'rows', rows, 'size', size, 'batches', batches,
    'ttl', arg(12), 'scope', scope, 'class', class, 'cursor', 0, 'done', 0, 'dead', 0, 'extra', 0, 'doneRows', 0,
    'inBytes', real(in_bytes), 'outBytes', real(out_bytes), 'born', NOW, 'created', WALL)
if scope ~= '' then call('SET', idem_key(scope), id .. '|' .. payload) end
share_kind(class, arg(5), arg(6), arg(7))
call('PERSIST', cost_key(class))
call('HSETNX', cost_key(class), 'cold', number(11) / size)
call('SADD', COSTS, class)
count(class, 'w', batches, rows)
call('HSET', META, 'weight:' .. lane, arg(4))
call('ZADD', JOBS, WALL, id)
call('ZADD', AGE, NOW, id)
call('HINCRBY', META, 'active', 1)
enqueue(load_job(id))
changed()
return told({ 'ACCEPTED', 1, view(id), id })
