namespace HomeLab.Simulators.Proxmox.Http;

enum ParameterType
{
    Text,
    Integer,
    Number,

    /// <summary><c>1</c> or <c>0</c>.</summary>
    Boolean,
}
