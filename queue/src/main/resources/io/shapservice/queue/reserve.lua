-- id leaseMillis system's(bytes rows batches) total(bytes rows batches); answers {GRANTED}, {LOST} or {REFUSED, refusal}.
-- A total, so that asking again for the same changes nothing; it never shrinks.
tick()
local upload = load_upload(arg(1))
if not upload then return told({ 'LOST' }) end
call('ZADD', UPLOADS, NOW + number(2), upload.id)
local more = difference(amount(6), upload.has)
for name, value in pairs(more) do more[name] = math.max(0, value) end
local refusal = reserve(upload.tenant, upload.limit, amount(3), more)
if refusal then return told({ 'REFUSED', refusal }) end
for name, value in pairs(more) do call('HINCRBY', upload_key(upload.id), name, real(value)) end
return told({ 'GRANTED' })
