@echo off
rem Runs a program of ram-cli, or of ram-cli-train: ram COMMAND .... Builds it first where it is missing.
setlocal
set "HOME_DIR=%~dp0"
rem Training has a module of its own: its libraries are large, and nothing else needs them.
set "PROGRAM=cli"
if "%~1"=="train" set "PROGRAM=cli-train"
call :find
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
rem Each JDK reads its own archive of classes alone.
set "JDK=path"
if defined JAVA_HOME if exist "%JAVA_HOME%\release" for /f "usebackq tokens=1,2 delims==" %%a in ("%JAVA_HOME%\release") do if "%%a"=="JAVA_RUNTIME_VERSION" set "JDK=%%~b"
set "CLASSES=%HOME_DIR%ram-%PROGRAM%\target\ram-%JDK%.jsa"
if not defined OPENCV_LOG_LEVEL set "OPENCV_LOG_LEVEL=SILENT"
rem As in ram: no search for CUDA libraries; a collector without threads, unless the JVM's options are chosen elsewhere.
set "OPTIONS=-Dorg.bytedeco.javacpp.platform.extension=-cpu"
if not defined JAVA_TOOL_OPTIONS if not defined JDK_JAVA_OPTIONS set "OPTIONS=%OPTIONS% -XX:+UseSerialGC"
if defined JAR goto run
echo ram: building, once (the first time Maven downloads what is needed) 1>&2
pushd "%HOME_DIR%"
call mvn -B -q -Dram.quick -DskipTests -pl ram-%PROGRAM% -am package 1>&2
set BUILT=%ERRORLEVEL%
popd
if not "%BUILT%"=="0" exit /b %BUILT%
call :find
del /q "%HOME_DIR%ram-%PROGRAM%\target\ram-*.jsa" >nul 2>&1
:run
if not "%PROGRAM%"=="cli" goto start
if exist "%CLASSES%" goto start
rem The classes that recognizing an image loads, as the JVM keeps them. Empty where it cannot: not tried again, then.
"%JAVA%" %OPTIONS% "-XX:ArchiveClassesAtExit=%CLASSES%" -jar "%JAR%" recognize "%HOME_DIR%ram-examples\samples\house.png" >nul 2>&1
if not exist "%CLASSES%" type nul >"%CLASSES%"
:start
rem A JVM that cannot use the archive does without it, and need not say so.
for %%f in ("%CLASSES%") do if %%~zf gtr 0 set OPTIONS=%OPTIONS% "-XX:SharedArchiveFile=%CLASSES%" -Xlog:disable -Xlog:all=error:stderr -Xlog:cds=off -Xlog:cds*=off
"%JAVA%" %OPTIONS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%

:find
rem The newest jar of the program, whatever its version: beside it lie those of sources and Javadoc.
set "JAR="
for /f "delims=" %%j in ('dir /b /o:d "%HOME_DIR%ram-%PROGRAM%\target\ram-%PROGRAM%-*.jar" 2^>nul ^| findstr /v /e /c:"-sources.jar" /c:"-javadoc.jar"') do set "JAR=%HOME_DIR%ram-%PROGRAM%\target\%%j"
exit /b 0
