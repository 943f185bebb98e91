using System.Security.Cryptography;
using System.Text;
using HomeLab.Sops.Crypto;

namespace HomeLab.Sops.Tests.Crypto;

public sealed class CryptoTests
{
    static readonly byte[] Key = Convert.FromHexString("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
    static readonly byte[] Associated = Convert.FromHexString("feedfacedeadbeeffeedfacedeadbeefabaddad2");

    const string Plain =
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39";

    /// <summary>Test cases 17 and 18 of the GCM specification, whose nonces have 8 and 60 bytes.</summary>
    [Theory]
    [InlineData(
        "cafebabefacedbad",
        "c3762df1ca787d32ae47c13bf19844cbaf1ae14d0b976afac52ff7d79bba9de0feb582d33934a4f0954cc2363bc73f7862ac430e64abe499f47c9b1f",
        "3a337dbf46a792c45e454913fe2ea8f2")]
    [InlineData(
        "9313225df88406e555909c5aff5269aa6a7a9538534f7da1e4c303d2a318a728c3c0c95156809539fcf0e2429a6b525416aedbf5a0de6a57a637b39b",
        "5a8def2f0c9e53f1f75d7853659e2a20eeb2b22aafde6419a058ab4f6f746bf40fc0c3b780f244452da3ebf1c5d82cdea2418997200ef82e44ae7e3f",
        "a44a8266ee1c8eb0c8b5d4cf5ae9f19a")]
    public void Decrypts_with_nonces_of_other_lengths(string nonce, string data, string tag) =>
        Assert.Equal(Plain, Convert.ToHexStringLower(WideNonceGcm.Decrypt(Key, Convert.FromHexString(nonce), Convert.FromHexString(data), Convert.FromHexString(tag), Associated)));

    [Fact]
    public void A_tag_that_is_cut_short_is_refused()
    {
        var (data, tag) = (new byte[4], new byte[16]);
        using var gcm = new AesGcm(Key, 16);
        gcm.Encrypt(new byte[12], Encoding.ASCII.GetBytes("text"), data, tag, Associated);

        Assert.Equal("text", Encoding.ASCII.GetString(WideNonceGcm.Decrypt(Key, new byte[12], data, tag, Associated)));
        for (var length = 0; length < tag.Length; length++)
            Assert.ThrowsAny<CryptographicException>(() => WideNonceGcm.Decrypt(Key, new byte[12], data, tag[..length], Associated));
    }

    /// <summary>RFC 7748, section 6.1.</summary>
    [Fact]
    public void Two_keys_agree_on_one_secret()
    {
        var alice = Convert.FromHexString("77076d0a7318a57d3c16c17251b26645df5b0c2d1c6b8c5a6bd4f4f6c4f4e6a5");
        var bob = Convert.FromHexString("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");

        Assert.Equal(X25519.Agree(alice, X25519.PublicKeyOf(bob)), X25519.Agree(bob, X25519.PublicKeyOf(alice)));
        Assert.Equal("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f", Convert.ToHexStringLower(X25519.PublicKeyOf(bob)));
    }

    [Fact]
    public void A_key_that_makes_all_secrets_the_same_is_refused() =>
        Assert.Throws<CryptographicException>(() => X25519.Agree(Convert.FromHexString("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"), new byte[X25519.KeyLength]));
}
