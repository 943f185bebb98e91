using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Backups;

namespace HomeLab.Cli.Tests;

/// <summary>A volume is copied as it should be and another is not; a restore of it runs when it is first asked after, and has ended then.</summary>
sealed class PlayedBackups : Backups.BackupsBase
{
    const string Shop = "nightly/docker/nas/volume/shop_data";
    const string Newest = "7a1c5c3d9e0f4b2a8d6e1f0a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e";

    /// <summary>How often each restore was asked after, by its id; the id tells how it ends.</summary>
    readonly Dictionary<string, int> asked = [];

    /// <summary>Why Inventory does not answer.</summary>
    public string Silence { get; set; } = "";

    /// <summary>Told of the id of a restore whenever somebody asks after it.</summary>
    public Action<string> Asked { get; set; } = _ => { };

    public List<string> Runs { get; } = [];

    public List<RestoreRequest> Restores { get; } = [];

    public override Task<ListBackupsResponse> ListBackups(ListBackupsRequest request, ServerCallContext context) => Task.FromResult(new ListBackupsResponse
    {
        Silence = Silence,
        Backups =
        {
            Of(Shop, "docker/nas/volume/shop_data", -6, 18, 1_610_612_736),
            Of("nightly/database/dns-db", "database/dns-db", -30, -6, 4096),
            Of("nightly/docker/nas/volume/music", "docker/nas/volume/music", -80, -56, 2048, "The repository is full.", isOverdue: true),
            Of("nightly/docker/nas/volume/photos", "docker/nas/volume/photos", -20, 4, 900, "The engine does not answer."),
            Of("nightly/docker/nas/volume/wiki", "docker/nas/volume/wiki", null, 0, 0),
            Of("weekly/docker/old/volume/mail", "docker/old/volume/mail", -900, null, 512, isWanted: false),
        },
    });

    public override Task<RunBackupResponse> RunBackup(RunBackupRequest request, ServerCallContext context)
    {
        if (request.Backup.EndsWith("held", StringComparison.Ordinal))
            throw new RpcException(new Status(StatusCode.FailedPrecondition, "backup/nightly is held until 2026-11-22 08:00 UTC: The server moves."));
        Runs.Add(request.Backup);
        return Task.FromResult(new RunBackupResponse { Key = Shop });
    }

    public override Task<ListCopiesResponse> ListCopies(ListCopiesRequest request, ServerCallContext context) => request.Backup switch
    {
        Shop => Task.FromResult(new ListCopiesResponse
        {
            Copies =
            {
                new Copy { Id = Newest, At = At(-6), Bytes = 1_610_612_736, Sha256 = new string('a', 64), Method = "files" },
                new Copy { Id = new string('b', 64), At = At(-30), Bytes = 1_073_741_824, Sha256 = new string('c', 64), Method = "files" },
            },
        }),
        "database/new-db" => Task.FromResult(new ListCopiesResponse()),
        _ => throw new RpcException(new Status(StatusCode.NotFound, $"No policy wants copies of {request.Backup}.")),
    };

    public override Task<RestoreResponse> Restore(RestoreRequest request, ServerCallContext context)
    {
        if (request.Into == "shop_data")
            throw new RpcException(new Status(StatusCode.AlreadyExists, "docker/nas/volume/shop_data exists; a copy is only put beside what is there."));
        Restores.Add(request);
        return Task.FromResult(new RestoreResponse { Id = request.Into });
    }

    public override Task<Restoration> GetRestore(GetRestoreRequest request, ServerCallContext context)
    {
        asked[request.Id] = asked.GetValueOrDefault(request.Id) + 1;
        Asked(request.Id);
        if (request.Id == "lost")
            throw new RpcException(new Status(StatusCode.Unavailable, "connection reset"));
        var state = request.Id switch { "endless" => "running", "slow" when asked[request.Id] == 1 => "running", "broken" => "failed", _ => "succeeded" };
        return Task.FromResult(new Restoration
        {
            Id = request.Id, Key = Shop, Copy = "7a1c5c3d", Into = request.Id, State = state, Reason = state == "failed" ? "nas has no room left." : "", StartedAt = At(0),
            EndedAt = state == "running" ? null : At(1), Actor = "operator",
        });
    }

    static Backup Of(string key, string address, int? lastHours, int? nextHours, long bytes, string problem = "", bool isOverdue = false, bool isWanted = true) => new()
    {
        Key = key, Policy = key.Split('/')[0], Address = address, IsWanted = isWanted, LastAt = lastHours is { } last ? At(last) : null, LastBytes = bytes,
        LastCopy = lastHours is null ? "" : Newest, NextDueAt = nextHours is { } next ? At(next) : null, Problem = problem, IsOverdue = isOverdue, Method = lastHours is null ? "" : "files",
    };

    static Timestamp At(int hours) => Timestamp.FromDateTimeOffset(FakeFleet.Now.AddHours(hours));
}
