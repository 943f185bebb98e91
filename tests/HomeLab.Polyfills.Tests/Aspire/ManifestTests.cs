using Aspire.Hosting.Testing;

namespace HomeLab.Polyfills.Tests.Aspire;

public class ManifestTests
{
    // Below the test's own output, so that the relative paths in the manifest are the same on every machine.
    readonly string output = Path.Combine(AppContext.BaseDirectory, "published");

    [Theory]
    [InlineData("--operation", "publish", "--step", "publish")]
    [InlineData("--publisher", "manifest")]
    public async Task Describes_the_application_for_a_deployment(params string[] arguments)
    {
        var directory = Path.Combine(output, Guid.NewGuid().ToString("N"));
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.TestAppHost>([.. arguments, "--output-path", directory]);
        await using var app = await builder.BuildAsync();

        await app.RunAsync();

        var written = await File.ReadAllTextAsync(Path.Combine(directory, "aspire-manifest.json"));
        var expected = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Aspire", "Manifest.expected.json"));
        Assert.Equal(expected.TrimEnd(), written.TrimEnd());
        Directory.Delete(directory, recursive: true);
    }
}
