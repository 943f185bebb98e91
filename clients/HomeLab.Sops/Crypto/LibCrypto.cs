using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HomeLab.Sops.Crypto;

/// <summary>The few functions of OpenSSL's libcrypto that .NET, which needs the same library on Linux, does not pass on.</summary>
/// <remarks>https://docs.openssl.org/3.0/man7/</remarks>
static class LibCrypto
{
    const string Library = "libcrypto.so.3";

    /// <summary>NID_X25519.</summary>
    public const int X25519 = 1034;

    /// <summary>EVP_CTRL_AEAD_SET_IVLEN.</summary>
    public const int SetNonceLength = 0x9;

    /// <summary>EVP_CTRL_AEAD_SET_TAG.</summary>
    public const int SetTag = 0x11;

    [DllImport(Library)]
    public static extern KeyHandle EVP_PKEY_new_raw_private_key(int type, nint engine, byte[] key, nuint length);

    [DllImport(Library)]
    public static extern KeyHandle EVP_PKEY_new_raw_public_key(int type, nint engine, byte[] key, nuint length);

    [DllImport(Library)]
    public static extern int EVP_PKEY_get_raw_public_key(KeyHandle key, byte[] into, ref nuint length);

    [DllImport(Library)]
    public static extern AgreementHandle EVP_PKEY_CTX_new(KeyHandle key, nint engine);

    [DllImport(Library)]
    public static extern int EVP_PKEY_derive_init(AgreementHandle context);

    [DllImport(Library)]
    public static extern int EVP_PKEY_derive_set_peer(AgreementHandle context, KeyHandle peer);

    [DllImport(Library)]
    public static extern int EVP_PKEY_derive(AgreementHandle context, byte[] into, ref nuint length);

    [DllImport(Library)]
    public static extern nint EVP_aes_256_gcm();

    [DllImport(Library)]
    public static extern CipherHandle EVP_CIPHER_CTX_new();

    [DllImport(Library)]
    public static extern int EVP_DecryptInit_ex(CipherHandle context, nint cipher, nint engine, byte[]? key, byte[]? nonce);

    [DllImport(Library)]
    public static extern int EVP_CIPHER_CTX_ctrl(CipherHandle context, int what, int length, byte[]? value);

    [DllImport(Library)]
    public static extern int EVP_DecryptUpdate(CipherHandle context, byte[]? into, out int written, byte[] from, int length);

    [DllImport(Library)]
    public static extern int EVP_DecryptFinal_ex(CipherHandle context, byte[] into, out int written);

    /// <exception cref="CryptographicException">The library says no.</exception>
    public static void Check(int result)
    {
        if (result <= 0)
            throw new CryptographicException("libcrypto refused the operation");
    }

    /// <inheritdoc cref="Check(int)"/>
    public static T Check<T>(T handle) where T : SafeHandle => handle.IsInvalid ? throw new CryptographicException("libcrypto refused the key") : handle;

    [DllImport(Library)]
    static extern void EVP_PKEY_free(nint key);

    [DllImport(Library)]
    static extern void EVP_PKEY_CTX_free(nint context);

    [DllImport(Library)]
    static extern void EVP_CIPHER_CTX_free(nint context);

    public sealed class KeyHandle() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            EVP_PKEY_free(handle);
            return true;
        }
    }

    public sealed class AgreementHandle() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            EVP_PKEY_CTX_free(handle);
            return true;
        }
    }

    public sealed class CipherHandle() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            EVP_CIPHER_CTX_free(handle);
            return true;
        }
    }
}
