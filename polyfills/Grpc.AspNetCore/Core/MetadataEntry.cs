using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>One pair: text, or bytes where the key ends in <c>-bin</c>. Keys are kept in lower case.</summary>
    public class Entry
    {
        static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

        readonly string? value;
        readonly byte[]? valueBytes;

        public Entry(string key, byte[] valueBytes)
        {
            Key = Normalise(key);
            ArgumentNullException.ThrowIfNull(valueBytes);
            if (!IsBinary) throw new ArgumentException("Key for binary valued metadata entry needs to have suffix indicating binary value.", nameof(key));
            this.valueBytes = [.. valueBytes];
        }

        public Entry(string key, string value)
        {
            Key = Normalise(key);
            ArgumentNullException.ThrowIfNull(value);
            if (IsBinary) throw new ArgumentException("Key for ASCII valued metadata entry cannot have suffix indicating binary value.", nameof(key));
            this.value = value;
        }

        public string Key { get; }

        public string Value => value ?? throw new InvalidOperationException("Cannot access string value of a binary metadata entry");

        public byte[] ValueBytes => valueBytes is { } bytes ? [.. bytes] : Encoding.ASCII.GetBytes(value!);

        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        internal ReadOnlySpan<byte> Bytes => valueBytes;

        internal bool KeyEqualsIgnoreCase(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

        public override string ToString() => valueBytes is null
            ? $"[Entry: key={Key}, value={value}]"
            : $"[Entry: key={Key}, valueBytes={valueBytes}]";

        static string Normalise(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
            var lower = key.ToLowerInvariant();
            if (lower.Length > 0 && !lower.AsSpan().ContainsAnyExcept(KeyCharacters)) return lower;
            throw new ArgumentException(
                $"Metadata entry key '{key}' not valid. Keys can only contain lowercase alphanumeric characters, underscores, hyphens and dots.",
                nameof(key));
        }
    }
}
