namespace HomeLab.Inventory.Resources;

/// <summary>Reads and writes resources and their endpoints.</summary>
static class ResourceTables
{
    public const string EndpointColumns = """
        address, resource, uid, source, host, router, entry_points AS entrypoints, is_running AS isrunning, target, proxied,
        refused_code AS refusedcode, refused_reason AS refusedreason, targets, ttl, type, created_at AS createdat, is_declared AS isdeclared, policy
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
        // A list that names something twice means the last.
        var present = changes.Where(it => it.Now is not null).GroupBy(it => it.Address).Select(it => it.Last()).ToList();
        if (present.Count > 0)
            await UpsertAsync(transaction, present, cancellationToken);
        foreach (var change in changes)
        {
            foreach (var endpoint in change.Now is null ? [] : change.Endpoints)
                await UpsertAsync(transaction, endpoint, cancellationToken);
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
        }
        await transaction.AnnounceResourcesAsync(
            changes.Select(it => (it.Address, it.Endpoints.Count + it.RemovedEndpoints.Count > 0)), source, cancellationToken);
    }

    static async Task UpsertAsync(InventoryTransaction transaction, IReadOnlyList<ResourceChange> changes, CancellationToken cancellationToken)
    {
        var (_, revision) = await transaction.RevisionAsync(cancellationToken);
        string[] Column(Func<ResourceState, string> of) => [.. changes.Select(it => of(it.Now!))];
        await transaction.ExecuteAsync(
            """
            INSERT INTO resource (address, uid, kind, name, source, state, image, labels, problems, facts, revision)
            SELECT address, uid, kind, name, source, state, image, labels::json, problems::json, facts::json, @revision
            FROM unnest(@addresses, @uids, @kinds, @names, @sources, @states, @images, @labels, @problems, @facts)
                AS seen (address, uid, kind, name, source, state, image, labels, problems, facts)
            ON CONFLICT (address) DO UPDATE SET uid = excluded.uid, kind = excluded.kind, name = excluded.name, source = excluded.source,
                state = excluded.state, image = excluded.image, labels = excluded.labels, problems = excluded.problems, facts = excluded.facts,
                revision = excluded.revision;
            DELETE FROM tombstone WHERE scope = @scope AND address = ANY(@addresses)
            """,
            new
            {
                addresses = Column(it => it.Address), uids = Column(it => it.Uid), kinds = Column(it => it.Kind), names = Column(it => it.Name),
                sources = Column(it => it.Source), states = Column(it => it.State), images = Column(it => it.Image), labels = Column(it => it.Labels),
                problems = Column(it => it.Problems), facts = Column(it => it.Facts), revision, scope = ResourceScope,
            },
            cancellationToken);
    }

    static async Task UpsertAsync(
        InventoryTransaction transaction, EndpointState endpoint, CancellationToken cancellationToken)
    {
        var (_, revision) = await transaction.RevisionAsync(cancellationToken);
        await transaction.ExecuteAsync(
            """
            INSERT INTO endpoint (address, resource, uid, source, host, router, entry_points, is_running, target, proxied, refused_code,
                refused_reason, targets, ttl, type, created_at, is_declared, policy, revision)
            VALUES (@Address, @Resource, @Uid, @Source, @Host, @Router, @EntryPoints, @IsRunning, @Target, @Proxied, @RefusedCode,
                @RefusedReason, @Targets::json, @Ttl, @Type, @CreatedAt, @IsDeclared, @Policy, @revision)
            ON CONFLICT (address) DO UPDATE SET resource = @Resource, uid = @Uid, source = @Source, host = @Host, router = @Router,
                entry_points = @EntryPoints, is_running = @IsRunning, target = @Target, proxied = @Proxied,
                refused_code = @RefusedCode, refused_reason = @RefusedReason, targets = @Targets::json, ttl = @Ttl, type = @Type,
                created_at = @CreatedAt, is_declared = @IsDeclared, policy = @Policy, revision = @revision;
            DELETE FROM tombstone WHERE scope = @scope AND address = @Address
            """,
            new
            {
                endpoint.Address, endpoint.Resource, endpoint.Uid, endpoint.Source, endpoint.Host, endpoint.Router, endpoint.EntryPoints,
                endpoint.IsRunning, endpoint.Target, endpoint.Proxied, endpoint.RefusedCode, endpoint.RefusedReason, endpoint.Targets, endpoint.Ttl,
                endpoint.Type, endpoint.CreatedAt, endpoint.IsDeclared, endpoint.Policy, revision, scope = EndpointScope,
            },
            cancellationToken);
    }
}
