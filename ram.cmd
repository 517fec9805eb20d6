@echo off
rem Runs a program of ram-examples, or of ram-train-cli: ram COMMAND .... Builds it first where it is missing.
setlocal
set "HOME_DIR=%~dp0"
rem Training has a module of its own: its libraries are large, and nothing else needs them.
set "PROGRAM=examples"
if "%~1"=="train" set "PROGRAM=train-cli"
set "JAR=%HOME_DIR%ram-%PROGRAM%\target\ram-%PROGRAM%-0.1.0-SNAPSHOT.jar"
set "CLASSES=%HOME_DIR%ram-%PROGRAM%\target\ram.jsa"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if not defined OPENCV_LOG_LEVEL set "OPENCV_LOG_LEVEL=SILENT"
rem As in ram: no search for CUDA libraries; a collector without threads, unless the JVM's options are chosen elsewhere.
set "OPTIONS=-Dorg.bytedeco.javacpp.platform.extension=-cpu"
if not defined JAVA_TOOL_OPTIONS if not defined JDK_JAVA_OPTIONS set "OPTIONS=%OPTIONS% -XX:+UseSerialGC"
if exist "%JAR%" goto run
echo ram: building, once (the first time Maven downloads what is needed) 1>&2
pushd "%HOME_DIR%"
call mvn -B -q -Dram.quick -DskipTests -pl ram-%PROGRAM% -am package 1>&2
set BUILT=%ERRORLEVEL%
popd
if not "%BUILT%"=="0" exit /b %BUILT%
if not "%PROGRAM%"=="examples" goto run
rem The classes that recognizing a picture loads, as the JVM keeps them; done without where that fails.
"%JAVA%" %OPTIONS% "-XX:ArchiveClassesAtExit=%CLASSES%" -jar "%JAR%" recognize "%HOME_DIR%ram-examples\samples\house.png" >nul 2>&1
:run
if exist "%CLASSES%" set OPTIONS=%OPTIONS% "-XX:SharedArchiveFile=%CLASSES%" -Xlog:disable -Xlog:all=error:stderr
"%JAVA%" %OPTIONS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
