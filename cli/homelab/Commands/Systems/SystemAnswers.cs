using Grpc.Core;
using SystemsClient = HomeLab.Contracts.Grpc.Inventory.Systems.SystemsClient;

namespace HomeLab.Cli.Commands.Systems;

/// <summary>Asks Inventory for systems.</summary>
static class SystemAnswers
{
    public static bool IsMeant(string thing) => thing.StartsWith("system/", StringComparison.Ordinal);

    public static Task<T> AskAsync<T>(Run run, Func<SystemsClient, CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken) =>
        run.Fleet.Inventory.AskAsync(options => call(new SystemsClient(run.Fleet.Inventory.Invoker), options), cancellationToken);
}
