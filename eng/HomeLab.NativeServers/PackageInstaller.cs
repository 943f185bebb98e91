namespace HomeLab.NativeServers;

/// <summary>Installs packages of the distribution, on Debian and its kin, without starting what they contain.</summary>
public static class PackageInstaller
{
    /// <summary>
    /// Installs the packages as root or by sudo without a password, after saying so in one line.
    /// </summary>
    /// <exception cref="NativeServerException">
    /// It may not, or it failed: the message holds the one command that a person can run.
    /// </exception>
    public static async Task InstallAsync(IReadOnlyList<string> packages, Action<string> say, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(packages);
        ArgumentNullException.ThrowIfNull(say);
        var names = string.Join(' ', packages);
        if (Executables.Find("apt-get") is null)
            throw new NativeServerException($"Missing on this machine: {names}. Install them with the machine's package manager, then start again.");

        var command = $"sudo apt-get install {names}";
        if (!Environment.IsPrivilegedProcess && !await MayUseSudoAsync(cancellationToken))
            throw new NativeServerException($"Missing on this machine: {names}. Run: {command}");

        say($"Installing {names} with apt-get; no service of theirs is started.");
        string[] shell = ["sh", "-c", EmbeddedScripts.Read("install.sh"), "install", .. packages];
        var install = Environment.IsPrivilegedProcess ? new Command(shell[0], shell[1..]) : new Command("sudo", ["-n", .. shell]);
        var result = await install.TryRunAsync(cancellationToken);
        if (result.ExitCode != 0)
            throw new NativeServerException($"Installing {names} failed. Run: {command}\n{result.Tail}");
    }

    static async Task<bool> MayUseSudoAsync(CancellationToken cancellationToken) =>
        Executables.Find("sudo") is { } sudo && (await new Command(sudo, "-n", "true").TryRunAsync(cancellationToken)).ExitCode == 0;
}
