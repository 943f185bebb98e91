using Docker.DotNet;
using Docker.DotNet.Models;

namespace HomeLab.Stacks.Tests.Docker;

/// <summary>What an Engine has of a registry; goes with it.</summary>
sealed class PulledImages(Uri endpoint, string host) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        using var client = new DockerClientConfiguration(endpoint).CreateClient();
        foreach (var image in await client.Images.ListImagesAsync(new ImagesListParameters { All = true }))
        {
            if ((image.RepoDigests ?? []).Concat(image.RepoTags ?? []).Any(it => it.StartsWith($"{host}/", StringComparison.Ordinal)))
                await client.Images.DeleteImageAsync(image.ID, new ImageDeleteParameters { Force = true });
        }
    }
}
