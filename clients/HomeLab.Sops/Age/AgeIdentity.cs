using System.Security.Cryptography;
using System.Text;
using HomeLab.Sops.Crypto;

namespace HomeLab.Sops.Age;

/// <summary>A private key of age, of its own kind (X25519).</summary>
/// <remarks>https://github.com/C2SP/C2SP/blob/main/age.md</remarks>
public sealed class AgeIdentity
{
    const string Prefix = "age-secret-key-";
    const string RecipientPrefix = "age";
    const int FileKeyLength = 16;
    const int TagLength = 16;

    readonly byte[] privateKey;
    readonly byte[] publicKey;

    AgeIdentity(byte[] privateKey)
    {
        this.privateKey = privateKey;
        publicKey = X25519.PublicKeyOf(privateKey);
        Recipient = Bech32.Write(RecipientPrefix, publicKey);
    }

    /// <summary>Whom to encrypt to, for this one to read it: <c>age1…</c>, which is no secret.</summary>
    public string Recipient { get; }

    /// <summary>Those of a file as <c>age-keygen</c> writes it: one a line, with comments.</summary>
    /// <param name="where">Names the file or variable in errors.</param>
    /// <exception cref="SopsException">Something in it is none, or there is none.</exception>
    public static IReadOnlyList<AgeIdentity> Parse(string text, string where)
    {
        var identities = new List<AgeIdentity>();
        foreach (var (line, index) in text.Split('\n').Select((it, index) => (it.Trim(), index)))
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            identities.Add(Bech32.Read(Prefix, line) is { Length: X25519.KeyLength } key
                ? Of(key)
                : throw new SopsException($"line {index + 1} of {where} is no age identity of the form AGE-SECRET-KEY-1…; SSH keys, plugins, passphrases and post-quantum keys are not read"));
        }
        return identities.Count > 0 ? identities : throw new SopsException($"there is no age identity in {where}");
    }

    static AgeIdentity Of(byte[] key)
    {
        try
        {
            return new AgeIdentity(key);
        }
        catch (DllNotFoundException)
        {
            throw new SopsException("OpenSSL's libcrypto.so.3 is not on this machine, and nothing that SOPS encrypted can be read without it");
        }
    }

    /// <summary>The file's key, where the stanza is for this one; else null.</summary>
    internal byte[]? Unwrap(AgeStanza stanza)
    {
        if (stanza is not { Kind: AgeStanza.X25519Kind, Arguments: [var share], Body.Length: FileKeyLength + TagLength } || AgeFile.Unpadded(share) is not { Length: X25519.KeyLength } ephemeral)
            return null;
        try
        {
            var key = HKDF.DeriveKey(
                HashAlgorithmName.SHA256, X25519.Agree(privateKey, ephemeral), X25519.KeyLength, [.. ephemeral, .. publicKey], Encoding.ASCII.GetBytes("age-encryption.org/v1/X25519"));
            var fileKey = new byte[FileKeyLength];
            using var cipher = new ChaCha20Poly1305(key);
            cipher.Decrypt(new byte[12], stanza.Body.AsSpan(..FileKeyLength), stanza.Body.AsSpan(FileKeyLength..), fileKey);
            return fileKey;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
