using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Where one checkout's AppHost keeps what must survive a restart: generated parameters, data, logs.</summary>
/// <remarks>
/// <c>root/name-hash</c>, where the hash is of the AppHost's directory, so that two clones run side by side. The root is
/// the setting <c>HOMELAB_STATE</c>, else <c>/var/lib/homelab</c> for root (PostgreSQL runs as another user and has to get
/// through), else <c>homelab</c> under the user's XDG state directory.
/// </remarks>
sealed class StateDirectory(string path)
{
    const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Others may pass through to a directory of theirs, and not look around.
    const UnixFileMode Traversable = Owner | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // Every generated parameter knows the directory by an instance of its own.
    static readonly Lock gate = new();

    /// <summary>The directory's path, whether it has been made yet or not.</summary>
    public string Location => path;

    /// <summary>The directory, made when it is first asked for.</summary>
    public string Path => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path).FullName
        : Directory.CreateDirectory(path, Traversable).FullName;

    string ParametersFile => System.IO.Path.Combine(Path, "parameters.json");

    public static StateDirectory For(IConfiguration configuration, AppHostLocation location)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(location.Directory)))[..8];
        return new StateDirectory(System.IO.Path.Combine(Root(configuration), $"{location.Name}-{hash}"));
    }

    public string GetOrAddParameter(string name, Func<string> generate)
    {
        lock (gate)
        {
            var parameters = File.Exists(ParametersFile)
                ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllText(ParametersFile))!
                : [];
            if (parameters.TryGetValue(name, out var known)) return known;

            parameters[name] = generate();
            WritePrivate(ParametersFile, JsonSerializer.Serialize(parameters));
            return parameters[name];
        }
    }

    /// <summary>Replaces a file as a whole, readable by its owner alone.</summary>
    public static void WritePrivate(string file, string text)
    {
        var draft = $"{file}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Owner;
        using (var stream = new FileStream(draft, options))
            stream.Write(Encoding.UTF8.GetBytes(text));
        File.Move(draft, file, overwrite: true);
    }

    static string Root(IConfiguration configuration)
    {
        if (configuration["HOMELAB_STATE"] is { Length: > 0 } chosen) return System.IO.Path.GetFullPath(chosen);
        if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()) return "/var/lib/homelab";

        var state = configuration["XDG_STATE_HOME"] is { Length: > 0 } xdg
            ? xdg
            : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        return System.IO.Path.Combine(state, "homelab");
    }
}
