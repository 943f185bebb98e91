using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Backups;
using Contract = HomeLab.Contracts.Grpc.Backups;

namespace HomeLab.Inventory.Tests.Backups;

/// <summary>Answers as the service Backups does, with copies that a test writes; null: it does not answer.</summary>
sealed class PlayedBackups : Contract.Backups.BackupsClient
{
    public ListBackupsResponse? Answer { get; set; } = new();

    public static Backup Of(string address, DateTimeOffset? lastAt = null, string problem = "") => new()
    {
        Key = $"nightly/{address}", Policy = "nightly", Address = address, IsWanted = true, Problem = problem, LastAt = lastAt?.ToTimestamp(), LastBytes = lastAt is null ? 0 : 1024,
        LastCopy = lastAt is null ? "" : "7a1c5c3d",
    };

    public override AsyncUnaryCall<ListBackupsResponse> ListBackupsAsync(
        ListBackupsRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) => new(
        Answer is { } answer ? Task.FromResult(answer) : Task.FromException<ListBackupsResponse>(new RpcException(new Status(StatusCode.Unavailable, "connection refused"))),
        Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
}
