using System.Security.Cryptography;

namespace HomeLab.Sops.Crypto;

/// <summary>RFC 7748, by libcrypto.</summary>
static class X25519
{
    public const int KeyLength = 32;

    public static byte[] PublicKeyOf(byte[] privateKey)
    {
        using var key = LibCrypto.Check(LibCrypto.EVP_PKEY_new_raw_private_key(LibCrypto.X25519, 0, privateKey, KeyLength));
        var publicKey = new byte[KeyLength];
        nuint length = KeyLength;
        LibCrypto.Check(LibCrypto.EVP_PKEY_get_raw_public_key(key, publicKey, ref length));
        return publicKey;
    }

    /// <exception cref="CryptographicException">The other key makes all secrets the same.</exception>
    public static byte[] Agree(byte[] privateKey, byte[] publicKey)
    {
        using var own = LibCrypto.Check(LibCrypto.EVP_PKEY_new_raw_private_key(LibCrypto.X25519, 0, privateKey, KeyLength));
        using var other = LibCrypto.Check(LibCrypto.EVP_PKEY_new_raw_public_key(LibCrypto.X25519, 0, publicKey, KeyLength));
        using var context = LibCrypto.Check(LibCrypto.EVP_PKEY_CTX_new(own, 0));
        LibCrypto.Check(LibCrypto.EVP_PKEY_derive_init(context));
        LibCrypto.Check(LibCrypto.EVP_PKEY_derive_set_peer(context, other));
        var secret = new byte[KeyLength];
        nuint length = KeyLength;
        LibCrypto.Check(LibCrypto.EVP_PKEY_derive(context, secret, ref length));
        return secret;
    }
}
