using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Stacks;

namespace HomeLab.Cli.Tests;

/// <summary>Stacks with a job that runs well, one that fails, one that is not run as it stands and one that was never due.</summary>
sealed class PlayedStacks : Stacks.StacksBase
{
    public override Task<ListJobsResponse> ListJobs(ListJobsRequest request, ServerCallContext context) => Task.FromResult(new ListJobsResponse
    {
        Jobs =
        {
            Of("docker/nas/shop", "app", "backup", "30 3 * * *", "Europe/Berlin", next: At(-1110), last: At(330), state: "succeeded"),
            Of("docker/nas/shop", "app", "tidy", "0 * * * *", "UTC", next: At(-60), last: At(0), state: "failed", reason: "app/tidy ended with exit code 1."),
            Of("docker/nas/shop", "app", "wrong", "61 * * * *", "UTC", problem: "shop/compose.yaml: services.app.labels: homelab.job.wrong.schedule '61 * * * *' is no schedule: 61 is beyond 59."),
            Of("docker/pi/news", "reader", "fetch", "*/15 * * * *", "UTC", next: At(-15)),
        },
    });

    static Job Of(
        string stack, string service, string name, string schedule, string zone, Timestamp? next = null, Timestamp? last = null, string state = "", string reason = "", string problem = "") => new()
    {
        Key = $"{stack}#{service}/{name}", Stack = stack, Service = service, Name = name, Schedule = schedule, Zone = zone, NextDueAt = next, LastDueAt = last, Problem = problem,
        Last = last is null ? null : new Operation { Id = "one", Stack = $"{stack}#{service}/{name}", Kind = "job", State = state, Reason = reason, StartedAt = last },
    };

    static Timestamp At(int minutesAgo) => Timestamp.FromDateTimeOffset(FakeFleet.Now.AddMinutes(-minutesAgo));
}
