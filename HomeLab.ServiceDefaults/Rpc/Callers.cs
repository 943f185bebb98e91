using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace HomeLab.ServiceDefaults.Rpc;

/// <summary>Whom this service knows. Of the secrets it keeps hashes only.</summary>
sealed class Callers(IOptions<RpcOptions> options)
{
    static readonly byte[] Nobody = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);

    readonly Dictionary<string, (byte[] Hash, Role Role)> known = options.Value.Callers.ToDictionary(
        c => c.Key, c => (Hash(c.Value.Secret), c.Value.Role), StringComparer.Ordinal);

    /// <summary>Whose token it is; null: nobody's. Takes as long for an unknown caller as for a wrong secret.</summary>
    public Caller? Find(string token)
    {
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? "" : token[..dot];
        var isKnown = known.TryGetValue(name, out var caller);
        var isRight = CryptographicOperations.FixedTimeEquals(Hash(token[(dot + 1)..]), isKnown ? caller.Hash : Nobody);
        return isKnown && isRight ? new Caller(name, caller.Role) : null;
    }

    static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
