using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Backups;
using HomeLab.Inventory.Docker;
using HomeLab.Inventory.Resources;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests.Backups;

public sealed class WantedBackupsTests : IDisposable
{
    const string Lab = """
        apiVersion: homelab/v1
        kind: Lab
        metadata: {name: test}
        spec:
          policy: {apply: dryRun}
          docker:
          - {name: nas, endpoint: "tcp://192.0.2.10:2376", tls: {ca: {file: /run/ca}, cert: {file: /run/cert}, key: {env: NAS_KEY}}}
          - {name: pi, endpoint: "unix:///var/run/docker.sock"}

        """;

    const string Nightly = """
        apiVersion: homelab/v1
        kind: BackupPolicy
        metadata: {name: nightly}
        spec:
          repository: rest:https://lab@backup.example.org/homelab
          password: {file: /run/secrets/restic}
          environment: {RESTIC_REST_PASSWORD: {env: REST}}
          include: ["docker/nas/volume/*", "database/*"]
          exclude: ["docker/nas/volume/cache_*"]
          apply: auto

        """;

    readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_policy_wants_the_volumes_that_are_there_and_that_it_includes_and_does_not_exclude()
    {
        await using var database = await CreateAsync(Nightly);
        await SeeAsync(database, "nas", "shop_data", "cache_shop", "db", new string('a', 64));
        await SeeAsync(database, "pi", "shop_data");

        var answer = await AskAsync(database);

        var policy = Assert.Single(answer.Policies);
        Assert.Equal(["docker/nas/volume/db", "docker/nas/volume/shop_data"], policy.Volumes.Select(it => it.Address));
        Assert.Equal(("shop_data", "nas", "tcp://192.0.2.10:2376"), (policy.Volumes[1].Name, policy.Volumes[1].Engine.Name, policy.Volumes[1].Engine.Endpoint));
        Assert.Equal(("/run/ca", "/run/cert", "NAS_KEY"), (policy.Volumes[1].Engine.Ca.File, policy.Volumes[1].Engine.Cert.File, policy.Volumes[1].Engine.Key.Env));
        Assert.Equal(
            ("nightly", "rest:https://lab@backup.example.org/homelab", "/run/secrets/restic", TimeSpan.FromDays(1), "auto", false),
            (policy.Name, policy.Repository, policy.Password.File, policy.Every.ToTimeSpan(), policy.Apply, policy.IsAbsent));
        Assert.Equal(("RESTIC_REST_PASSWORD", "REST"), (policy.Environment.Single().Key, policy.Environment.Single().Value.Env));
        Assert.Equal(["docker/nas/volume/*", "database/*"], policy.Include);
        Assert.Equal(["docker/nas/volume/cache_*"], policy.Exclude);
        Assert.Equal(("dryRun", true), (answer.Policy.Apply, answer.Epoch.Length > 0));
        Assert.Equal([("lab", true), ("docker/nas", true)], answer.Sources.Select(it => (it.Name, it.Complete)));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_host_that_was_never_seen_or_that_the_lab_no_longer_names_proves_that_no_volume_is_gone()
    {
        await using var database = await CreateAsync(Nightly.Replace("docker/nas/volume/*", "docker/*/volume/*", StringComparison.Ordinal));
        await SeeAsync(database, "nas", "shop_data");
        var before = await AskAsync(database);

        directory.Write("lab.yaml", Lab.Replace("name: nas", "name: other", StringComparison.Ordinal));
        await ReadLabAsync(database);
        var after = await AskAsync(database);

        Assert.Equal([("lab", ""), ("docker/nas", ""), ("docker/pi", "NeverRead")], before.Sources.Select(it => (it.Name, it.ReasonCode)));
        Assert.Equal(["docker/nas/volume/shop_data"], Assert.Single(before.Policies).Volumes.Select(it => it.Address));
        Assert.Equal(
            [("lab", true), ("docker/nas", false), ("docker/other", false), ("docker/pi", false)], after.Sources.Select(it => (it.Name, it.Complete)));
        Assert.Empty(Assert.Single(after.Policies).Volumes);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_policy_that_becomes_wrong_stays_as_it_last_was_and_one_whose_file_is_gone_is_told_to_be_absent()
    {
        await using var database = await CreateAsync(Nightly);

        directory.Write("nightly.yaml", Nightly.Replace("apply: auto", "every: 1m", StringComparison.Ordinal));
        await ReadLabAsync(database);
        var wrong = Assert.Single((await AskAsync(database)).Policies);
        File.Delete(Path.Combine(directory.Path, "nightly.yaml"));
        await ReadLabAsync(database);
        var gone = Assert.Single((await AskAsync(database)).Policies);

        Assert.Equal((TimeSpan.FromDays(1), false), (wrong.Every.ToTimeSpan(), wrong.IsAbsent));
        Assert.Equal(("nightly", true), (gone.Name, gone.IsAbsent));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Holds_of_documents_are_told_with_those_that_somebody_placed()
    {
        await using var database = await CreateAsync(Nightly);
        directory.Write("hold.yaml", "apiVersion: homelab/v1\nkind: Hold\nmetadata: {name: disk}\nspec: {scope: backup, reason: the disk is full, until: 2099-01-01}\n");
        await ReadLabAsync(database);
        await database.Holds.PlaceAsync("backup/nightly", "The server moves.", database.Time.GetUtcNow().AddHours(1), "ada", CancellationToken.None);

        var answer = await AskAsync(database);

        Assert.Equal(["Hold/disk backup", "ada backup/nightly"], answer.Holds.Select(it => $"{it.PlacedBy} {it.Scope}").Order(StringComparer.Ordinal));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_database_without_a_lab_wants_nothing()
    {
        await using var database = await InventoryDatabase.CreateAsync();

        var answer = await AskAsync(database);

        Assert.Empty(answer.Policies);
        Assert.DoesNotContain(answer.Sources, it => it.Complete);
    }

    static Task<ListDesiredBackupsResponse> AskAsync(InventoryDatabase database) => new WantedBackups(database.Source, database.Time).ReadAsync(CancellationToken.None);

    async Task<InventoryDatabase> CreateAsync(string policy)
    {
        directory.Write("lab.yaml", Lab);
        directory.Write("nightly.yaml", policy);
        var database = await InventoryDatabase.CreateAsync(new HomeLab.Inventory.InventoryOptions { Lab = directory.Path });
        await ReadLabAsync(database);
        return database;
    }

    static async Task ReadLabAsync(InventoryDatabase database) => await database.LabReader.ReadAsync(await database.LeaseAsync("lab"), CancellationToken.None);

    static async Task SeeAsync(InventoryDatabase database, string host, params string[] volumes) => await database.Observations.RecordAsync(
        await database.LeaseAsync($"docker/{host}"),
        new Look("engine read", "read", "", [.. volumes.Select(it => new ObservedResource($"docker/{host}/volume/{it}", "", VolumeList.Kind, it, "", "", new Dictionary<string, string>()))], null, "NotListed"),
        CancellationToken.None);
}
