-- An upload holds an idempotency key and a part of the budgets from before its first byte is stored until it becomes a job.
local function load_upload(id)
    local f = call('HMGET', upload_key(id), 'tenant', 'scope', 'bytes', 'rows', 'batches', 'lbytes', 'lrows', 'lbatches')
    if not f[1] then return nil end
    return {
        id = id, tenant = f[1], scope = f[2],
        has = { bytes = tonumber(f[3]), rows = tonumber(f[4]), batches = tonumber(f[5]) },
        limit = { bytes = tonumber(f[6]), rows = tonumber(f[7]), batches = tonumber(f[8]) },
    }
end

local function forget_upload(upload)
    call('DEL', upload_key(upload.id))
    call('ZREM', UPLOADS, upload.id)
end

-- What it stored is to be deleted, its key is free again.
local function drop_upload(upload)
    forget_upload(upload)
    take(upload.tenant, 0, -upload.has.rows, -upload.has.batches)
    trash_inputs(upload.id, upload.tenant, upload.has.batches, upload.has.bytes)
    if upload.scope ~= '' and call('GET', idem_key(upload.scope)) == upload.id then
        call('DEL', idem_key(upload.scope))
    end
end

local function difference(a, b)
    return { bytes = a.bytes - b.bytes, rows = a.rows - b.rows, batches = a.batches - b.batches }
end
