using System.Globalization;
using HomeLab.Simulators.Tests.Clients;
using HomeLab.Testing.Requirements;

namespace HomeLab.Simulators.Tests.Proxmox;

/// <summary>Debian's proxmoxer, over TLS that it verifies against the cluster's authority.</summary>
public sealed class ProxmoxerTests : IDisposable
{
    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("homelab-proxmoxer-");

    [RequiresTheory(Requirement.Proxmoxer)]
    [InlineData("tickets")]
    [InlineData("reads")]
    [InlineData("guests")]
    [InlineData("containers")]
    [InlineData("backups")]
    [InlineData("errors")]
    [InlineData("hops")]
    public async Task Agrees(string check)
    {
        await using var lab = await Lab.StartAsync(("Simulators:Proxmox:TaskSeconds", "0.05"));
        if (check == "hops")
            await lab.ControlAsync("PUT", "nodes/pve2", new { isOnline = false });

        var (exitCode, output) = await RunAsync(lab, check);

        Assert.True(exitCode == 0, output);
        Assert.Contains($"{check} agrees", output, StringComparison.Ordinal);
    }

    async Task<(int ExitCode, string Output)> RunAsync(Lab lab, string check)
    {
        var authority = Path.Combine(directory.FullName, "pve-root-ca.pem");
        await File.WriteAllTextAsync(authority, (await lab.ReadAsync("nodes/pve1/certificates/info"))[0]!["pem"]!.GetValue<string>());
        var port = lab.Host.ProxmoxNode("lab", "pve1")!.Port.ToString(CultureInfo.InvariantCulture);
        var script = Path.Combine(AppContext.BaseDirectory, "Proxmox", "python", "conformance.py");
        // The distribution's own interpreter: another one on the path does not see its packages.
        return await Tool.RunAsync("/usr/bin/python3", directory.FullName, script, "127.0.0.1", port, authority, Lab.Password, Lab.Admin[(Lab.Admin.IndexOf('=', StringComparison.Ordinal) + 1)..], check);
    }

    public void Dispose() => directory.Delete(recursive: true);
}
