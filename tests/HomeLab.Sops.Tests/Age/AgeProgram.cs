using System.Diagnostics;
using HomeLab.Testing;

namespace HomeLab.Sops.Tests.Age;

/// <summary>Debian's <c>age</c> and <c>age-keygen</c>.</summary>
static class AgeProgram
{
    /// <summary>A new key, as it is written into a file.</summary>
    public static Task<string> KeyAsync() => RunAsync("age-keygen", "");

    public static async Task<string> RecipientAsync(string key) => (await RunAsync("age-keygen", key, "-y")).Trim();

    /// <summary>Encrypts a text, in armour.</summary>
    public static Task<string> EncryptAsync(string text, params string[] recipients) => RunAsync("age", text, ["--armor", .. recipients.SelectMany(it => (string[])["--recipient", it])]);

    /// <summary>A new public key of SSH.</summary>
    public static async Task<string> SshRecipientAsync()
    {
        using var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Path, "key");
        await RunAsync("ssh-keygen", "", "-q", "-t", "ed25519", "-N", "", "-f", file);
        return await File.ReadAllTextAsync($"{file}.pub");
    }

    static async Task<string> RunAsync(string program, string input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return await output;
    }
}
