using HomeLab.Testing.Requirements;

namespace HomeLab.Simulators.Tests.Clients;

public sealed class DdclientTests : IDisposable
{
    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("homelab-ddclient-");

    [RequiresFact(Requirement.Ddclient)]
    public async Task Updates_an_address()
    {
        var (certificate, key) = await Certificate.WriteAsync(directory.FullName);
        await using var api = await Api.StartAsync();
        // ddclient knows no clear text.
        await using var recorder = await Recorder.StartAsync(
            api.Host.BaseAddress,
            ("Urls", "https://127.0.0.1:0"),
            ("Kestrel:Certificates:Default:Path", certificate),
            ("Kestrel:Certificates:Default:KeyPath", key));
        await api.CreateAsync(new { type = "A", name = "home", content = "198.51.100.4", ttl = 300, comment = "kept" });

        var (exitCode, output) = await RunAsync(recorder.Address, certificate);
        var record = (await api.GetAsync(api.Records)).Result![0]!;

        Assert.True(exitCode == 0, output);
        Assert.True(record["content"]!.GetValue<string>() == "198.51.100.77", output);
        Assert.Equal("kept", record["comment"]!.GetValue<string>());
        Assert.Contains(api.Host.Requests.Entries, entry => entry is { Method: "PATCH", Applied: true, Status: 200 });
        await Transcript.AssertAsync("ddclient", recorder.Exchanges);
    }

    async Task<(int ExitCode, string Output)> RunAsync(Uri address, string certificate)
    {
        var configuration = Path.Combine(directory.FullName, "ddclient.conf");
        await File.WriteAllTextAsync(configuration, $"""
            ssl=yes
            ssl_ca_file={certificate}
            cache={Path.Combine(directory.FullName, "ddclient.cache")}
            pid={Path.Combine(directory.FullName, "ddclient.pid")}
            usev4=ipv4
            ipv4=198.51.100.77
            protocol=cloudflare, zone=example.com, server={address.Authority}/cloudflare/client/v4, login=token, password={Api.EditToken} home.example.com

            """);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(configuration, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return await Tool.RunAsync("ddclient", directory.FullName, "-foreground", "-verbose", "-noquiet", "-file", configuration);
    }

    public void Dispose() => directory.Delete(recursive: true);
}
