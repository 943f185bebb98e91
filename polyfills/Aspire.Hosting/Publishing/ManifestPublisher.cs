using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes the manifest when the application starts in publish mode, then ends it.</summary>
sealed partial class ManifestPublisher(
    DistributedApplicationModel model, DistributedApplicationExecutionContext executionContext, IConfiguration configuration,
    AppHostLocation appHost, IHostApplicationLifetime lifetime, ILogger<ManifestPublisher> logger) : IHostedService
{
    const string FileName = "aspire-manifest.json";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var path = OutputFile(configuration[PublishingArguments.OutputPath] ?? appHost.Directory);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var stream = File.Create(path))
        await using (var writer = new Utf8JsonWriter(stream, ManifestPublishingContext.WriterOptions))
            await new ManifestPublishingContext(executionContext, path, writer, cancellationToken).WriteModelAsync(model);

        Log.Published(logger, path);
        lifetime.StopApplication();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    static string OutputFile(string output)
    {
        var path = Path.GetFullPath(output);
        return Path.GetExtension(path) == ".json" ? path : Path.Combine(path, FileName);
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Published manifest to: {Path}")]
        public static partial void Published(ILogger logger, string path);
    }
}
