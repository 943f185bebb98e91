using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Tests;

/// <summary>An attic with two Docker hosts, one of which is broken, and a document with a mistake.</summary>
sealed class PlayedInventory : Inventory.InventoryBase
{
    const string Host = "docker/komodo-host";

    static Source Home => new()
    {
        Name = "repository/home", ReasonCode = "NotDescendant", Identity = "9d1e2b0c55", Age = Duration.FromTimeSpan(TimeSpan.FromMinutes(3)),
        Reason = "1 declared object stays, such as repository/home/komodo/stack/old: the commit 3f2a9c1 does not descend from 9d1e2b0, which had them; if that is meant, merge the older commit",
    };

    public override Task<GetRepositoriesResponse> GetRepositories(GetRepositoriesRequest request, ServerCallContext context)
    {
        var home = new Repository
        {
            Name = "home", Source = Home, Commit = "3f2a9c1d00e4", Branch = "main", Objects = { ["komodo/stack"] = 27, ["kubernetes/apps/Deployment"] = 14 },
            Absent = 1, UnresolvedCount = 1, ProblemCount = 1,
        };
        if (request.Name.Length > 0)
        {
            home.Unresolved.Add(new Unresolved { Code = "KomodoVariable", Subject = "DOMAIN", File = "stacks/photos.toml", Line = 12, Column = 3, Message = "Komodo holds the value" });
            home.Problems.Add(new Problem { File = "stacks/music/compose.yaml", Line = 7, Column = 5, Path = "services.web", Code = "UnknownService", Message = "compose.depends_on names `db`, which this project does not have" });
        }
        return Task.FromResult(new GetRepositoriesResponse { Repositories = { home } });
    }

    public override Task<ListNotifiersResponse> ListNotifiers(ListNotifiersRequest request, ServerCallContext context) => Task.FromResult(new ListNotifiersResponse
    {
        Notifiers =
        {
            new Notifier { Name = "phone", Kind = "ntfy", Events = { "degraded" }, TakenAge = Duration.FromTimeSpan(TimeSpan.FromMinutes(5)) },
            new Notifier
            {
                Name = "desk", Kind = "gotify", Events = { "degraded" }, Waiting = 3, Attempts = 7, GivenUp = 1, Reason = "gotify.lan answered 401",
                FailingAge = Duration.FromTimeSpan(TimeSpan.FromHours(2)),
            },
        },
    });

    public override Task<Snapshot> GetSnapshot(GetSnapshotRequest request, ServerCallContext context) => Task.FromResult(new Snapshot
    {
        Epoch = "e1", Revision = 42,
        Sources =
        {
            new Source { Name = "cloudflare/example.org", Complete = true, Age = Duration.FromTimeSpan(TimeSpan.FromMinutes(5)), Identity = "023e105f4ecef8ad" },
            new Source { Name = Host, Complete = true, Age = Duration.FromTimeSpan(TimeSpan.FromSeconds(2)), Identity = "ABCD:EFGH" },
            new Source
            {
                Name = "docker/attic", ReasonCode = "ConnectionRefused", Reason = "nobody listens at tcp://attic.lan:2376",
                Age = Duration.FromTimeSpan(TimeSpan.FromMinutes(190)),
            },
            new Source { Name = "kubernetes/talos", Complete = true, Age = Duration.FromTimeSpan(TimeSpan.FromSeconds(7)), Identity = "02cfce20-47b4" },
            new Source { Name = "kubernetes/talos/pods", Complete = true, Age = Duration.FromTimeSpan(TimeSpan.FromSeconds(20)) },
            new Source { Name = "kubernetes/talos/secrets", ReasonCode = "Forbidden", Reason = "the account may not list and watch this (status 403)" },
            Home, new Source { Name = "lab", Complete = true, Age = Duration.FromTimeSpan(TimeSpan.FromSeconds(12)) },
        },
        Lab = new HomeLab.Contracts.Grpc.Inventory.Lab { Name = "attic", Commit = "3f2a9c1" },
        Documents =
        {
            new Document
            {
                Address = "DnsRecord/nas", Kind = "DnsRecord", Name = "nas", File = "dns.yaml", Line = 1, IsValid = true,
                SpecJson = """{"name":"nas.example.org","type":"A","values":["192.0.2.10"]}""",
            },
            new Document
            {
                Address = "DnsRecord/typo", Kind = "DnsRecord", Name = "typo", File = "dns.yaml", Line = 6, IsLastGood = true,
                SpecJson = """{"name":"typo.example.org","type":"A","values":["192.0.2.11"]}""",
                Problems = { new Problem { File = "dns.yaml", Line = 9, Column = 41, Path = "spec.contnt", Code = "UnknownField", Message = "`contnt` is no field here (did you mean `content`?)" } },
            },
            new Document
            {
                Address = "Hold/moving", Kind = "Hold", Name = "moving", File = "hold.yaml", Line = 1, IsValid = true,
                SpecJson = """{"scope":"zone/example.net","reason":"moving house","until":"2026-12-01T00:00:00Z"}""",
            },
        },
        Holds =
        {
            new PlacedHold
            {
                Id = "h1", Scope = "photos.example.org", Reason = "upgrade", PlacedBy = "operator",
                Until = Timestamp.FromDateTimeOffset(FakeFleet.Now.AddMinutes(30)), PlacedAt = Timestamp.FromDateTimeOffset(FakeFleet.Now),
            },
        },
        Resources =
        {
            new Resource
            {
                Address = $"{Host}/immich/server", Uid = "0123456789abcdef0123456789abcdef", Kind = "docker.container", Source = Host, State = "running",
                Image = "ghcr.io/immich-app/immich-server:v1.122", Labels = { ["traefik.http.routers.photos.rule"] = "Host(`photos.example.org`)" },
            },
            new Resource
            {
                // A stranger chose this name, and the terminal is not theirs.
                Address = $"{Host}/evil\u001b[2J", Uid = "fedcba9876543210", Kind = "docker.container", Source = Host, State = "exited", Image = "busybox",
                Problems = { new Problem { Path = "traefik.http.routers.evil.rule", Column = 7, Code = "WrongForm", Message = "expected `)`" } },
            },
        },
        Endpoints =
        {
            new Endpoint
            {
                Address = $"{Host}/immich/server#photos/photos.example.org", Resource = $"{Host}/immich/server", Source = Host, Host = "photos.example.org",
                Router = "photos", EntryPoints = { "websecure" }, IsRunning = true, Publication = new Publication { Target = "home.example.org", Proxied = true },
            },
            new Endpoint
            {
                Address = $"{Host}/immich/server#admin/admin.lan", Resource = $"{Host}/immich/server", Source = Host, Host = "admin.lan",
                Router = "admin", IsRunning = true, RefusedCode = "OutsideZones", RefusedReason = "`admin.lan` lies in none of the lab's zones",
            },
        },
    });
}
