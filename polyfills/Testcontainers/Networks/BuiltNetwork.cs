using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Docker;

namespace DotNet.Testcontainers.Networks;

sealed class BuiltNetwork(NamedSpecification specification, Daemon daemon) : INetwork
{
    readonly CreateOnce _creation = new();

    public string Name => specification.Name;

    public Task CreateAsync(CancellationToken ct) => _creation.RunAsync(async () =>
    {
        await daemon.SweepAsync(ct);
        await daemon.Client.Networks.CreateNetworkAsync(new NetworksCreateParameters
        {
            Name = Name,
            Driver = specification.Driver,
            Options = new Dictionary<string, string>(specification.Options),
            Labels = specification.AllLabels,
        }, ct);
    });

    public Task DeleteAsync(CancellationToken ct) => _creation.UndoAsync(async () =>
    {
        try
        {
            await daemon.Client.Networks.DeleteNetworkAsync(Name, ct);
        }
        catch (DockerNetworkNotFoundException)
        {
            // Somebody was faster.
        }
    });

    public async ValueTask DisposeAsync()
    {
        if (specification.CleanUp) await DeleteAsync(CancellationToken.None);
    }
}
