-- id tenant scope leaseMillis system's(bytes rows batches) tenant's(bytes rows batches) first(bytes rows batches)
-- Answers {OPEN}, {KNOWN, id, payload, view}, {IN_PROGRESS} or {REFUSED, refusal}.
local id, tenant, scope, lease = arg(1), arg(2), arg(3), number(4)
tick()
local mine = load_upload(id)
if mine then
    call('ZADD', UPLOADS, NOW + lease, id)
    return told({ 'OPEN' })
end
local known = keyed(scope, id)
if known and known.upload then return told({ 'IN_PROGRESS' }) end
if known then return told({ 'KNOWN', known.job, known.payload, view(known.job) }) end

local own_limit, first = amount(8), amount(11)
local refusal = reserve(tenant, own_limit, amount(5), first)
if refusal then return told({ 'REFUSED', refusal }) end
call('HSET', upload_key(id), 'tenant', tenant, 'scope', scope, 'bytes', real(first.bytes), 'rows', real(first.rows),
    'batches', real(first.batches), 'lbytes', real(own_limit.bytes), 'lrows', real(own_limit.rows),
    'lbatches', real(own_limit.batches))
call('ZADD', UPLOADS, NOW + lease, id)
if scope ~= '' then call('SET', idem_key(scope), id) end
return told({ 'OPEN' })
