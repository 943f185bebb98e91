using System.Net;
using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Docker;

namespace DotNet.Testcontainers.Volumes;

sealed class BuiltVolume(NamedSpecification specification, Daemon daemon) : IVolume
{
    readonly CreateOnce _creation = new();

    public string Name => specification.Name;

    public Task CreateAsync(CancellationToken ct) => _creation.RunAsync(async () =>
    {
        await daemon.SweepAsync(ct);
        await daemon.Client.Volumes.CreateAsync(new VolumesCreateParameters { Name = Name, Labels = specification.AllLabels }, ct);
    });

    public Task DeleteAsync(CancellationToken ct) => _creation.UndoAsync(async () =>
    {
        try
        {
            await daemon.Client.Volumes.RemoveAsync(Name, cancellationToken: ct);
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            // Somebody was faster.
        }
    });

    public async ValueTask DisposeAsync()
    {
        if (specification.CleanUp) await DeleteAsync(CancellationToken.None);
    }
}
