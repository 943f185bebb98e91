using System.Diagnostics;
using System.Globalization;
using HomeLab.NativeServers;

namespace HomeLab.Testing.Servers;

/// <summary>The commands that come with BIND, by which people ask and change a name server.</summary>
public static class NameServerCommands
{
    /// <summary>Changes the zone as the lines say (nsupdate(1)), and fails the test when the server does not take it.</summary>
    public static async Task UpdateAsync(this TestNameServer server, params IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(server);
        var script = string.Create(CultureInfo.InvariantCulture, $"server 127.0.0.1 {server.Port}\nzone example.org\n{string.Join('\n', lines)}\nsend\n");
        await RunAsync("nsupdate", ["-k", KeyFile(server)], script);
    }

    /// <summary>What <c>dig +short</c> prints.</summary>
    public static async Task<IReadOnlyList<string>> DigAsync(this TestNameServer server, params IEnumerable<string> question)
    {
        ArgumentNullException.ThrowIfNull(server);
        var output = await RunAsync(
            "dig", ["@127.0.0.1", "-p", server.Port.ToString(CultureInfo.InvariantCulture), "-k", KeyFile(server), "+tcp", .. question], "");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Secrets on a command line are everybody's.</summary>
    static string KeyFile(TestNameServer server)
    {
        var path = Path.Combine(server.Directory, "client.key");
        File.WriteAllText(path, $"key \"{TestNameServer.Key}\" {{ algorithm hmac-sha256; secret \"{server.Secret}\"; }};\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    static async Task<string> RunAsync(string name, IReadOnlyList<string> arguments, string input)
    {
        var path = Executables.Find(name) ?? throw new NativeServerException($"{name} is not installed.");
        using var process = Process.Start(new ProcessStartInfo(path, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new NativeServerException($"{name} ended with {process.ExitCode}: {output}{await errors}");
    }
}
