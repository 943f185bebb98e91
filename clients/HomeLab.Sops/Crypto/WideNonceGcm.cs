using System.Security.Cryptography;

namespace HomeLab.Sops.Crypto;

/// <summary>AES-256-GCM with a nonce of any length, by libcrypto: SOPS's has 32 bytes, and <see cref="AesGcm"/> takes 12.</summary>
static class WideNonceGcm
{
    const int TagLength = 16;

    /// <exception cref="CryptographicException">Another key, or something was changed.</exception>
    public static byte[] Decrypt(byte[] key, byte[] nonce, byte[] data, byte[] tag, byte[] associated)
    {
        // A shorter tag would be accepted, and guessed the more easily.
        if (tag.Length != TagLength || nonce.Length == 0)
            throw new CryptographicException("no nonce, or a tag that is too short");
        using var context = LibCrypto.Check(LibCrypto.EVP_CIPHER_CTX_new());
        LibCrypto.Check(LibCrypto.EVP_DecryptInit_ex(context, LibCrypto.EVP_aes_256_gcm(), 0, null, null));
        LibCrypto.Check(LibCrypto.EVP_CIPHER_CTX_ctrl(context, LibCrypto.SetNonceLength, nonce.Length, null));
        LibCrypto.Check(LibCrypto.EVP_DecryptInit_ex(context, 0, 0, key, nonce));
        LibCrypto.Check(LibCrypto.EVP_DecryptUpdate(context, null, out _, associated, associated.Length));
        var plain = new byte[data.Length];
        LibCrypto.Check(LibCrypto.EVP_DecryptUpdate(context, plain, out _, data, data.Length));
        LibCrypto.Check(LibCrypto.EVP_CIPHER_CTX_ctrl(context, LibCrypto.SetTag, TagLength, tag));
        LibCrypto.Check(LibCrypto.EVP_DecryptFinal_ex(context, [], out _));
        return plain;
    }
}
