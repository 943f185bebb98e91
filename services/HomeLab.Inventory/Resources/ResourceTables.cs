namespace HomeLab.Inventory.Resources;

/// <summary>Reads and writes resources, their edges and endpoints.</summary>
static class ResourceTables
{
    public const string EndpointColumns = """
        address, resource, uid, source, host, router, entry_points AS entrypoints, is_running AS isrunning, target, proxied,
        refused_code AS refusedcode, refused_reason AS refusedreason
        """;

    public const string ResourceColumns = "address, uid, kind, name, source, state, image, labels, problems, facts";

    public const int LabScope = 1;
    public const int EndpointScope = 2;
    public const int ResourceScope = 3;

    /// <param name="within">Only what it looked at; null: all of the source.</param>
    public static async Task<KnownResources> ReadAsync(
        InventoryTransaction transaction, string source, Look? within, CancellationToken cancellationToken)
    {
        var condition = within is null or { IsComplete: true } ? "source = @source" : "source = @source AND (address = ANY(@addresses) OR uid = @uid)";
        var parameters = new { source, addresses = within?.Addresses?.ToArray() ?? [], uid = within?.Uid };
        var resources = await transaction.QueryAsync<ResourceState>(
            $"SELECT {ResourceColumns} FROM resource WHERE {condition}", parameters, cancellationToken);
        var endpoints = await transaction.QueryAsync<EndpointState>(
            $"SELECT {EndpointColumns} FROM endpoint WHERE source = @source AND resource IN (SELECT address FROM resource WHERE {condition})",
            parameters, cancellationToken);
        return new KnownResources(resources.ToDictionary(it => it.Address), endpoints.ToLookup(it => it.Resource));
    }

    /// <summary>Writes the changes with one revision and a hint for each resource.</summary>
    public static async Task WriteAsync(
        InventoryTransaction transaction, string source, IReadOnlyList<ResourceChange> changes, string removalCode, CancellationToken cancellationToken)
    {
        foreach (var change in changes)
        {
            if (change.Now is { } now)
                await UpsertAsync(transaction, change, now, cancellationToken);
            foreach (var endpoint in change.RemovedEndpoints)
                await transaction.BuryAsync(EndpointScope, endpoint, change.Now is null ? removalCode : "NotRouted", cancellationToken);
            if (change.RemovedEndpoints.Count > 0)
            {
                await transaction.ExecuteAsync(
                    "DELETE FROM endpoint WHERE address = ANY(@addresses)", new { addresses = change.RemovedEndpoints.ToArray() }, cancellationToken);
            }
            if (change.Now is null)
            {
                await transaction.ExecuteAsync("DELETE FROM resource WHERE address = @Address", new { change.Address }, cancellationToken);
                await transaction.BuryAsync(ResourceScope, change.Address, removalCode, cancellationToken);
            }
            await transaction.AnnounceResourceAsync(
                change.Address, source, change.Endpoints.Count + change.RemovedEndpoints.Count > 0, cancellationToken);
        }
    }

    static async Task UpsertAsync(
        InventoryTransaction transaction, ResourceChange change, ResourceState now, CancellationToken cancellationToken)
    {
        var (_, revision) = await transaction.RevisionAsync(cancellationToken);
        await transaction.ExecuteAsync(
            """
            INSERT INTO resource (address, uid, kind, name, source, state, image, labels, problems, facts, revision)
            VALUES (@Address, @Uid, @Kind, @Name, @Source, @State, @Image, @Labels::json, @Problems::json, @Facts::json, @revision)
            ON CONFLICT (address) DO UPDATE SET uid = @Uid, kind = @Kind, name = @Name, source = @Source, state = @State, image = @Image,
                labels = @Labels::json, problems = @Problems::json, facts = @Facts::json, revision = @revision;
            DELETE FROM tombstone WHERE scope = @scope AND address = @Address
            """,
            new
            {
                now.Address, now.Uid, now.Kind, now.Name, now.Source, now.State, now.Image, now.Labels, now.Problems, now.Facts, revision,
                scope = ResourceScope,
            },
            cancellationToken);
        foreach (var edge in change.Observed?.Edges ?? [])
        {
            await transaction.ExecuteAsync(
                "INSERT INTO edge (from_address, to_address, kind) VALUES (@From, @To, @Kind) ON CONFLICT DO NOTHING", edge, cancellationToken);
        }
        foreach (var endpoint in change.Endpoints)
            await UpsertAsync(transaction, endpoint, revision, cancellationToken);
    }

    static async Task UpsertAsync(
        InventoryTransaction transaction, EndpointState endpoint, long revision, CancellationToken cancellationToken)
    {
        await transaction.ExecuteAsync(
            """
            INSERT INTO endpoint (address, resource, uid, source, host, router, entry_points, is_running, target, proxied, refused_code,
                refused_reason, revision)
            VALUES (@Address, @Resource, @Uid, @Source, @Host, @Router, @EntryPoints, @IsRunning, @Target, @Proxied, @RefusedCode,
                @RefusedReason, @revision)
            ON CONFLICT (address) DO UPDATE SET resource = @Resource, uid = @Uid, source = @Source, host = @Host, router = @Router,
                entry_points = @EntryPoints, is_running = @IsRunning, target = @Target, proxied = @Proxied,
                refused_code = @RefusedCode, refused_reason = @RefusedReason, revision = @revision;
            DELETE FROM tombstone WHERE scope = @scope AND address = @Address
            """,
            new
            {
                endpoint.Address, endpoint.Resource, endpoint.Uid, endpoint.Source, endpoint.Host, endpoint.Router, endpoint.EntryPoints,
                endpoint.IsRunning, endpoint.Target, endpoint.Proxied, endpoint.RefusedCode, endpoint.RefusedReason, revision,
                scope = EndpointScope,
            },
            cancellationToken);
    }
}
