using System.Diagnostics;
using System.Security.Cryptography;
using HomeLab.NativeServers;

namespace HomeLab.Testing.Servers;

/// <summary>bcrypt as <c>htpasswd -B</c> writes it, by crypt(3), which Debian's Perl calls.</summary>
static class PasswordHash
{
    const string SaltLetters = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    const int SaltLength = 21;

    public static async Task<string> OfAsync(string password)
    {
        // The last letter of a salt holds two bits.
        var salt = $"$2b$05${RandomNumberGenerator.GetString(SaltLetters, SaltLength)}u";
        using var perl = Process.Start(new ProcessStartInfo("perl", ["-e", "print crypt(<STDIN>, $ARGV[0])", salt]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await perl.StandardInput.WriteAsync(password);
        perl.StandardInput.Close();
        var hash = await perl.StandardOutput.ReadToEndAsync();
        return hash.StartsWith("$2b$", StringComparison.Ordinal) ? hash : throw new NativeServerException("This machine's crypt(3) knows no bcrypt.");
    }
}
