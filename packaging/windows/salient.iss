; The installer of Windows, by Inno Setup 6: iscc /DVersion=0.1.0 /DBundle=C:\path\of\the\bundle packaging\windows\salient.iss
; Installs for one person without asking for rights, or for all. A .json file keeps its own program: Salient is
; only offered under "Open with".
[Setup]
AppId={{6C0B8E57-3E2E-4B7C-9C55-2F1B7B3B5F0A}
AppName=Salient
AppVersion={#Version}
DefaultDirName={autopf}\Salient
DefaultGroupName=Salient
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile={#Bundle}\salient\_internal\LICENSE
SetupIconFile={#Bundle}\icons\salient.ico
UninstallDisplayIcon={app}\salient.exe
OutputBaseFilename=salient-{#Version}-setup
ChangesAssociations=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "uk"; MessagesFile: "compiler:Languages\Ukrainian.isl"

[Files]
Source: "{#Bundle}\salient\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\Salient"; Filename: "{app}\salient.exe"; AppUserModelID: "Salient.Salient"

[Registry]
Root: HKA; Subkey: "Software\Classes\Salient.Project"; ValueType: string; ValueData: "Salient project"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Salient.Project\DefaultIcon"; ValueType: string; ValueData: "{app}\salient.exe,0"
Root: HKA; Subkey: "Software\Classes\Salient.Project\shell\open\command"; ValueType: string; ValueData: """{app}\salient.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\.json\OpenWithProgids"; ValueType: string; ValueName: "Salient.Project"; ValueData: ""; Flags: uninsdeletevalue
