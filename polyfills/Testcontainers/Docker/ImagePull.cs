using Docker.DotNet;
using Docker.DotNet.Models;

namespace DotNet.Testcontainers.Docker;

static class ImagePull
{
    public static async Task RunAsync(DockerClient client, string image, CancellationToken cancellationToken)
    {
        // A colon before the last slash belongs to the registry's port, and a digest takes the place of a tag.
        var colon = image.IndexOf(':', image.LastIndexOf('/') + 1);
        var hasDigest = image.Contains('@', StringComparison.Ordinal);
        var parameters = new ImagesCreateParameters
        {
            FromImage = colon < 0 || hasDigest ? image : image[..colon],
            Tag = hasDigest ? null : colon < 0 ? "latest" : image[(colon + 1)..],
        };
        var failure = new Failure();
        await client.Images.CreateImageAsync(parameters, null, failure, cancellationToken);
        if (failure.Message is { } message) throw new InvalidOperationException($"Pulling {image} failed: {message}");
    }

    sealed class Failure : IProgress<JSONMessage>
    {
        public string Message { get; private set; }

        public void Report(JSONMessage value) => Message ??= value.Error?.Message;
    }
}
