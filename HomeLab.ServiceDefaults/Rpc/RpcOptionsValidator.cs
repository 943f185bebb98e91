using System.Net;
using Microsoft.Extensions.Options;

namespace HomeLab.ServiceDefaults.Rpc;

/// <summary>What annotations cannot say: certificates, clear text, callers.</summary>
sealed class RpcOptionsValidator : IValidateOptions<RpcOptions>
{
    const int ShortestSecret = 16;

    public ValidateOptionsResult Validate(string? name, RpcOptions options)
    {
        var failures = Listener(options).Concat(Tokens(options)).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    static IEnumerable<string> Listener(RpcOptions options)
    {
        var (path, key) = (options.Certificate.Path, options.Certificate.KeyPath);
        if (path is null != key is null)
        {
            yield return "Rpc:Certificate: Path and KeyPath belong together; set both or none.";
        }
        foreach (var (setting, file) in new[]
                 {
                     ("Rpc:Certificate:Path", path), ("Rpc:Certificate:KeyPath", key), ("Rpc:Authority", options.Authority),
                 })
        {
            if (file is not null && !File.Exists(file))
            {
                yield return $"{setting}: there is no file {file}.";
            }
        }
        if (!IPAddress.TryParse(options.Address, out var address))
        {
            yield return $"Rpc:Address: '{options.Address}' is no IP address; it would be 127.0.0.1 or 0.0.0.0.";
        }
        else if (!IPAddress.IsLoopback(address) && path is null)
        {
            yield return $"Rpc:Address: {address} is beyond loopback and would be clear text; "
                + "set Rpc:Certificate:Path and Rpc:Certificate:KeyPath, or Rpc:Address to 127.0.0.1.";
        }
    }

    static IEnumerable<string> Tokens(RpcOptions options)
    {
        if (options.Token is { } token && token.IndexOf('.', StringComparison.Ordinal) is var dot && (dot < 1 || dot == token.Length - 1))
        {
            yield return "Rpc:Token: is not of the form caller.secret.";
        }
        foreach (var (caller, known) in options.Callers)
        {
            if (known.Secret.Length < ShortestSecret)
            {
                yield return $"Rpc:Callers:{caller}:Secret: needs {ShortestSecret} characters at least.";
            }
            if (!Enum.IsDefined(known.Role))
            {
                yield return $"Rpc:Callers:{caller}:Role: is one of {string.Join(", ", Enum.GetNames<Role>())}.";
            }
        }
    }
}
